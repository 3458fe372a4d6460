import type { GivenInstruction } from "#lib/simulation/instructions/kwargs.ts";
import type { Scenario } from "#lib/simulation/scenario.ts";

/** One turn of a conversation that is played. */
export interface LadderTurn {
	/** What the user says. */
	message: string;
	/** The instructions that the reply to it has to follow, in the order they were given. */
	inForce: readonly GivenInstruction[];
	/** How many of them come from an earlier turn, unchanged; they stand first. */
	carried: number;
	/** A reply that follows all of them. */
	gold: string;
}

export interface LadderSecret {
	/** The turns that are played; of a control there may be fewer than the ladder has. */
	turns: readonly LadderTurn[];
}

/** The secret of one of this suite's scenarios. */
export function secretOf(scenario: Scenario): LadderSecret {
	return scenario.secret as LadderSecret;
}
