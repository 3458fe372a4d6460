import { randomInt, seededRandom, seedOf } from "#lib/kernel/random.ts";
import { MAIN, type Scenario } from "#lib/simulation/scenario.ts";
import { instructionsFor } from "./instructions.ts";
import { ILLEGAL_MAX, type MatchInit, OPPONENT, PLAYER } from "./match-state.ts";
import { evenStarts } from "./starts.ts";
import { type Category, type CategoryName, categories, categoryNames } from "./variants.ts";

export const SLUG = "boards";
export const VERSION = "1.0.0";
/** Error rates of the opponent: half of the scenarios against best play, half against one that can be beaten. */
export const errorRates = [0, 0.4] as const;

const titles: Readonly<Record<CategoryName, string>> = {
	"tic-tac-toe": "Tic-tac-toe",
	misere: "Tic-tac-toe where three in a row lose",
	wild: "Tic-tac-toe where each side may place either mark",
	blocked: "Three in a row on 4 by 4 cells, five of them blocked",
};

/** The most legal moves of one side in a game: half of the 11 free cells of a blocked board. */
const MOVES_MAX = 6;

/** The scenario of a seed. Any eight seeds in a row hold each category against each kind of opponent. */
export function scenarioOf(seed: number, control: string): Scenario<null, MatchInit> {
	const category = categoryNames[seed % categoryNames.length] ?? "tic-tac-toe";
	const { variant, layouts }: Category = categories[category];
	const errorRate = errorRates[Math.floor(seed / categoryNames.length) % errorRates.length] ?? 0;
	const random = seededRandom(seedOf(`${SLUG}|${seed}`));
	const layout = layouts[randomInt(random, layouts.length)] ?? "";
	const openings = evenStarts(variant, layout);
	const starts = openings[randomInt(random, openings.length)] ?? [];
	const start = starts[randomInt(random, starts.length)] ?? layout;
	const turnsMax = 2 * MOVES_MAX * ILLEGAL_MAX;
	const instructions = instructionsFor(variant);
	return {
		suite: SLUG,
		version: VERSION,
		seed,
		control,
		language: "en",
		category,
		tags: [
			errorRate === 0 ? "best-play" : `errors-${Math.round(errorRate * 100)}`,
			...(control === MAIN ? [] : [control]),
		],
		title: titles[category],
		seats: [
			{ name: PLAYER, instructions },
			{ name: OPPONENT, instructions },
		],
		contested: PLAYER,
		policy: {
			order: "environment",
			speakers: [PLAYER, OPPONENT],
			turnsMax,
			turnsMin: 0,
			stepsMax: 4 * turnsMax,
			toolCallsPerTurnMax: 4,
			toolErrorsMax: 4,
			budget: { tokensMax: null, costUsdMax: null, toolCostMax: null },
			showCountdown: false,
		},
		history: [],
		init: { variant, start, seed, errorRate, restated: control === "restated" },
		secret: null,
	};
}
