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

/** So many seeds in a row play the same deals, each of them in another way. From 1: 1 to 4, 5 to 8 and so on. */
const WAYS = 4;

/** The scenario of a seed: four deals, each played in one of four ways, against a drawn opponent. */
export function dealOf(suite: string, version: string, seed: number, control = MAIN): KuhnScenario {
	const random = seededRandom(seedOf(`${suite}|${seed}`));
	const hands = shuffle(oneWayEach(suite, seed), random);
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
		title: "Kuhn poker, four hands",
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

/**
 * Four deals of two different cards, one in each of the four ways: both seats in both places and with both cards. The
 * deals are drawn by themselves, so that what was shown in one hand is worth nothing in another, and the four seeds
 * that share them hold each of them in all ways, so that the luck of the cards cancels over the four.
 */
function oneWayEach(suite: string, seed: number): Hand[] {
	const group = Math.floor((seed - 1) / WAYS);
	const random = seededRandom(seedOf(`${suite} deals ${group}`));
	return Array.from({ length: WAYS }, (_, deal) => {
		const [left, right] = shuffle(cards, random) as [Card, Card];
		const way = (seed + deal) % WAYS;
		const held = way < 2 ? { player: left, opponent: right } : { player: right, opponent: left };
		return { first: way % 2 === 0 ? "player" : "opponent", cards: held };
	});
}

function shuffle<T>(items: readonly T[], random: Random): T[] {
	const keyed = items.map((item) => ({ item, key: random.next() }));
	return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}
