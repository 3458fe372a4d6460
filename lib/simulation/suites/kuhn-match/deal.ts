import { type Random, randomInt, seededRandom, seedOf } from "#lib/kernel/random.ts";
import { MAIN, type Scenario } from "#lib/simulation/scenario.ts";
import type { Hand, TableInit } from "./hand.ts";
import { instructions } from "./instructions.ts";
import { type Card, cards } from "./rules.ts";
import { type StrategyName, strategyNames } from "./strategy.ts";

/** The control that sits the equilibrium in every opponent's place. */
export const AT_EQUILIBRIUM = "opponent-at-equilibrium";

export interface KuhnSecret {
	/** What the default opponent plays. */
	opponent: StrategyName;
	/**
	 * The opponent's uniform draws, by hand: for its first and its second decision. Part of the scenario, so
	 * that all who meet it meet the same luck, and the best that can be won is a number.
	 */
	draws: readonly (readonly [number, number])[];
}

export type KuhnScenario = Scenario<KuhnSecret, TableInit>;

/** The scenario of a seed: one deal of two cards, played four ways, against a drawn opponent. */
export function dealOf(suite: string, version: string, seed: number, control = MAIN): KuhnScenario {
	const random = seededRandom(seedOf(`${suite}|${seed}`));
	const hands = fourWays(random);
	const drawn = strategyNames[randomInt(random, strategyNames.length)] ?? "equilibrium";
	const draws = hands.map(() => [random.next(), random.next()] as const);
	return {
		suite,
		version,
		seed,
		control,
		language: "en",
		category: "three-cards",
		tags: [],
		title: "Kuhn poker: one deal played four ways",
		seats: [
			{ name: "player", instructions },
			{ name: "opponent", instructions },
		],
		contested: "player",
		policy: {
			order: "environment",
			speakers: ["player", "opponent"],
			// Two moves in each hand that it opens, one in each other.
			turnsMax: 6,
			turnsMin: 0,
			stepsMax: 24,
			toolCallsPerTurnMax: 2,
			toolErrorsMax: 2,
			budget: { tokensMax: null, costUsdMax: null, toolCostMax: null },
			showCountdown: false,
		},
		history: [],
		init: { hands },
		secret: { opponent: control === AT_EQUILIBRIUM ? "equilibrium" : drawn, draws },
	};
}

/** Two different cards, with both seats in both places and with both cards, in a drawn order. */
function fourWays(random: Random): Hand[] {
	const [left, right] = shuffle(cards, random) as [Card, Card];
	const ways: Hand[] = (["player", "opponent"] as const).flatMap((first) => [
		{ first, cards: { player: left, opponent: right } },
		{ first, cards: { player: right, opponent: left } },
	]);
	return shuffle(ways, random);
}

function shuffle<T>(items: readonly T[], random: Random): T[] {
	const keyed = items.map((item) => ({ item, key: random.next() }));
	return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}
