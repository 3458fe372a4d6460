import type { Scenario } from "#lib/simulation/scenario.ts";
import type { Shard } from "#lib/simulation/users/sharded.ts";
import type { Task } from "./task.ts";

/** What only checks, the user and players may read of a scenario. */
export interface ShardsSecret {
	task: Task;
	/** What the user has to tell, in the order it would. */
	pieces: readonly Shard[];
	/** The turn in which the last shard is told. */
	allTold: number;
}

/** The secret of a scenario of this suite. */
export function secretOf(scenario: Scenario): ShardsSecret {
	return scenario.secret as ShardsSecret;
}
