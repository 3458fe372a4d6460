import { say } from "#lib/simulation/action.ts";
import type { Program, ProgramStep } from "#lib/simulation/program.ts";
import type { Scenario } from "#lib/simulation/scenario.ts";
import { type BargainScenario, type Style, styles } from "./bargain.ts";
import { readStanding } from "./describe-bargain.ts";
import { type Heard, hear, isTaken, type Position, plannedPrice } from "./tactics.ts";
import { type Occasion, wordsFor } from "./talk.ts";

/** Where the counterpart's program stands in a scenario. */
export function counterpartPosition({ init, secret }: BargainScenario): Position {
	return {
		role: init.roles.counterpart,
		limit: init.limits.counterpart,
		opening: secret.opening,
		strength: secret.strength,
	};
}

function counterpart(
	name: string,
	title: string,
	styleOf: (scenario: BargainScenario) => Style,
): Program<Heard> {
	return {
		name,
		version: "1.0.0",
		mode: "rule",
		title,
		needsModel: false,
		start: () => ({ first: null, best: null }),
		act({ scenario, view, state, random }): ProgramStep<Heard> {
			const bargain = scenario as Scenario as BargainScenario;
			const position = counterpartPosition(bargain);
			const { turn, theirs, mine } = readStanding(view);
			const heard = hear(position.role, state, theirs);
			const style = styleOf(bargain);
			const planned = plannedPrice(style, position, turn, heard);
			const isAgreed = theirs !== null && isTaken(position, turn, theirs, planned);
			const occasion = isAgreed ? "accept" : occasionOf(mine, planned);
			const words = wordsFor(occasion, bargain.init.good, random);
			const move = isAgreed ? "ACCEPT" : `OFFER ${planned}`;
			return { state: heard, decision: { style, planned }, action: say(`${words}\n${move}`) };
		},
	};
}

function occasionOf(mine: number | null, planned: number): Occasion {
	if (mine === null) return "open";
	return mine === planned ? "hold" : "concede";
}

const titles: Readonly<Record<Style, string>> = {
	boulware: "Holds its price and concedes late",
	conceder: "Concedes early",
	"tit-for-tat": "Concedes as much as the other side does",
};

/** Who may sit opposite, the default first. */
export const counterparts: readonly Program<Heard>[] = [
	counterpart("drawn", "One of the three tactics, drawn by the seed", ({ secret }) => secret.style),
	...styles.map((style) => counterpart(style, titles[style], () => style)),
];
