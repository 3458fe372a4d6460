import type { GivenInstruction } from "#lib/simulation/instructions/kwargs.ts";
import type { Scenario } from "#lib/simulation/scenario.ts";

/** A rule of the system message. An open one gives way to a user's wish, a fixed one never does. */
export interface HouseRule {
	rule: GivenInstruction;
	isFixed: boolean;
}

export type TurnKind = "aligned" | "against-fixed" | "against-open" | "out-of-scope";

/** One message of the user, and what a reply to it has to be. */
export interface HouseTurn {
	kind: TurnKind;
	message: string;
	/** What the user wishes for the reply; null when the message is out of scope. */
	wish: GivenInstruction | null;
	/** Index of the rule that the wish goes against; null without one. */
	against: number | null;
	/** A right reply. */
	gold: string;
}

export interface HouseSecret {
	rules: readonly HouseRule[];
	/** The reply to messages out of scope. */
	refusal: string;
	turns: readonly HouseTurn[];
}

/** The secret of one of this suite's scenarios. */
export function secretOf(scenario: Scenario): HouseSecret {
	return scenario.secret as HouseSecret;
}

/** Which of the rules a reply to a turn has to keep: all but an open one that was wished away. */
export function rulesKept(rules: readonly HouseRule[], turn: HouseTurn): GivenInstruction[] {
	if (turn.kind === "out-of-scope") return [];
	return rules
		.filter((_, index) => turn.kind !== "against-open" || index !== turn.against)
		.map(({ rule }) => rule);
}
