import { describe, expect, test } from "vitest";
import { say } from "#lib/simulation/action.ts";
import { playThrough } from "#lib/simulation/episode/play.ts";
import { type EpisodeRecord, endReasons } from "#lib/simulation/episode/record.ts";
import { signTest } from "#lib/simulation/metrics/sign-test.ts";
import { MAIN, type Scenario } from "#lib/simulation/scenario.ts";
import type { Player } from "#lib/simulation/suite.ts";
import { noCode } from "#lib/testing/code-runner.ts";
import { dialCurve, fallOf } from "#lib/testing/dial-curve.ts";
import { playAndGrade, selfTests, setupOf } from "#lib/testing/suite-self-tests.ts";
import { AT_EQUILIBRIUM, type KuhnScenario } from "./deal.ts";
import { readTable } from "./describe-table.ts";
import { ofDeal } from "./expected-chips.ts";
import type { Hand, TableState } from "./hand.ts";
import { opponents } from "./opponents.ts";
import { maximumChips } from "./players.ts";
import { cards, legalMoves } from "./rules.ts";
import { equilibrium, moveOf, type Strategy, strategies, strategyNames } from "./strategy.ts";
import { kuhnMatch } from "./suite.ts";

const kuhn = (scenario: Scenario) => scenario as KuhnScenario;

/** A player that plays a strategy with its own draws. */
function strategyPlayer(strategy: Strategy): Player {
	return ({ scenario, view, random }) => {
		const at = readTable(view);
		const card = at === null ? undefined : kuhn(scenario).init.hands[at.hand]?.cards.player;
		if (at === null || card === undefined) return say("");
		return say(moveOf(strategy, at.betting, card, random.next()) ?? "");
	};
}

const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
function standardError(values: readonly number[]): number {
	const centre = mean(values);
	const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
	return Math.sqrt(squares / (values.length - 1) / values.length);
}

/**
 * One who never puts a chip in loses the ante with every card where the other bets: against chances b of
 * betting it is -(2 b(J) + b(Q)) / 3 in a seat. That is -2/9 second to act and -2/3 alpha = -1/9 first for the
 * equilibrium, so -1/6; -1 against always-bet and level-1, who bet everything; 0 against the rock and the caller.
 */
const LAZY_MEAN = -(1 / 6 + 1 + 0 + 0 + 1) / 5;

selfTests(kuhnMatch, {
	lazy: { mean: LAZY_MEAN, scenarios: 600 },
	maximum: ({ scenario }) => maximumChips(kuhn(scenario)),
	broken: -1,
	scenarios: 60,
});

test("the lazy player's chips by enumeration are those worked out by hand", () => {
	const deals = cards.flatMap((a) => cards.filter((b) => b !== a).map((b) => [a, b] as const));
	const lazy = strategies["always-pass"];
	const values = strategyNames.flatMap((name) =>
		deals.map(([own, other]) => {
			const first = ofDeal(lazy, strategies[name], own, other);
			return (first - ofDeal(strategies[name], lazy, other, own)) / 2;
		}),
	);
	expect(mean(values)).toBeCloseTo(LAZY_MEAN, 12);
});

/** The seeds that play the same four deals. */
const fourOf = (group: number) => [1, 2, 3, 4].map((way) => 4 * group + way);

describe("two equilibria over 4,000 deals", () => {
	const player = strategyPlayer(equilibrium(1 / 3));
	const played = Array.from({ length: 1000 }, (_, group) => {
		const tables = fourOf(group).map((seed) => {
			const { record } = playThrough(setupOf(kuhnMatch, seed, AT_EQUILIBRIUM), { player });
			return record.environment as TableState;
		});
		return {
			hands: tables.flatMap(({ hands }) => hands),
			results: tables.flatMap(({ results }) => results),
		};
	});

	test("average 0 over the four ways, within three standard errors", () => {
		const deals = played.map(({ results }) => mean(results.map(({ chips }) => chips)));
		expect(Math.abs(mean(deals))).toBeLessThanOrEqual(3 * standardError(deals));
	});

	test("the first seat loses 1/18 a hand, within three standard errors", () => {
		const deals = played.map(({ hands, results }) =>
			mean(results.map(({ chips }, i) => (hands[i]?.first === "player" ? chips : -chips))),
		);
		const distance = Math.abs(mean(deals) + 1 / 18);
		expect(distance).toBeLessThanOrEqual(3 * standardError(deals));
		// Enough deals to tell it from an even game.
		expect(Math.abs(mean(deals))).toBeGreaterThan(3 * standardError(deals));
	});
});

test("the luck of the cards cancels: two equal habits without chance are even over four seeds", () => {
	for (const name of ["always-bet", "always-pass", "caller", "level-1"] as const)
		for (let group = 0; group < 4; group++) {
			const chips = fourOf(group).map((seed) => {
				const setup = setupOf(kuhnMatch, seed);
				const program = opponents.find((other) => other.name === name);
				if (program === undefined) throw new Error(name);
				const drivers = {
					...setup.drivers,
					opponent: { kind: "program" as const, program, model: null },
				};
				const player = strategyPlayer(strategies[name]);
				const { record } = playThrough({ ...setup, drivers }, { player });
				expect(record.environmentScore["hands"]).toBe(4);
				return record.environmentScore["chips"] ?? Number.NaN;
			});
			expect(mean(chips), `${name} ${group}`).toBe(0);
		}
});

test("four seeds play each of four deals in all four ways, a seed each once and in each way once", () => {
	for (let group = 0; group < 50; group++) {
		const tables = fourOf(group).map((seed) => kuhn(kuhnMatch.scenario(seed)).init.hands);
		const key = ({ first, cards: { player, opponent } }: Hand) => `${first} ${player}${opponent}`;
		for (const hands of tables) {
			expect(hands.filter(({ first }) => first === "player")).toHaveLength(2);
			expect(hands).toHaveLength(4);
		}
		const counts = Map.groupBy(tables.flat(), key);
		for (const [played, same] of counts) {
			const [first, held = ""] = played.split(" ");
			const [player = "", opponent = ""] = held;
			const other = first === "player" ? "opponent" : "player";
			for (const twin of [`${first} ${opponent}${player}`, `${other} ${player}${opponent}`])
				expect(counts.get(twin)).toHaveLength(same.length);
		}
	}
});

/** Whoever could tell from earlier hands would win against the equilibrium too. */
test("what was shown in earlier hands tells nothing about the cards of the next", () => {
	const seen = { same: 0, all: 0 };
	for (let seed = 1; seed <= 2000; seed++) {
		const { hands } = kuhn(kuhnMatch.scenario(seed)).init;
		for (const [i, { cards: now }] of hands.entries())
			for (const { cards: then } of hands.slice(0, i)) {
				// Where the same card is held again, the other holds the same one as before in half of the hands.
				if (now.player !== then.player) continue;
				seen.all += 1;
				seen.same += now.opponent === then.opponent ? 1 : 0;
			}
	}
	const error = 0.5 / Math.sqrt(seen.all);
	expect(Math.abs(seen.same / seen.all - 0.5)).toBeLessThanOrEqual(4 * error);
	expect(seen.all).toBeGreaterThan(1000);
});

test("no sequence of legal moves wins more than the declared maximum", () => {
	for (let seed = 0; seed < 10; seed++) {
		const chips = Array.from({ length: 2 ** 6 }, (_, bits) => {
			const player: Player = ({ view }) =>
				say(legalMoves(readTable(view)?.betting ?? [])[(bits >> (view.turn - 1)) & 1] ?? "");
			const { record } = playThrough(setupOf(kuhnMatch, seed), { player });
			return (record.environmentScore["chips"] ?? Number.NaN) / 4;
		});
		expect(Math.max(...chips)).toBe(maximumChips(kuhn(kuhnMatch.scenario(seed))));
	}
});

test("the more of its moves are random, the less a player wins", async () => {
	expect(fallOf(await dialCurve(kuhnMatch, 400))).toBeGreaterThanOrEqual(0.95);
});

test("a match of 40 deals tells the oracle from the lazy player by the sign test", async () => {
	const differences: number[] = [];
	for (let seed = 1; seed <= 40; seed++) {
		const best = await playAndGrade(kuhnMatch, seed, kuhnMatch.players.oracle);
		const lazy = await playAndGrade(kuhnMatch, seed, kuhnMatch.players.lazy);
		differences.push(best.primary - lazy.primary);
	}
	const ahead = differences.filter((difference) => difference > 0).length;
	const behind = differences.filter((difference) => difference < 0).length;
	expect(behind).toBe(0);
	expect(signTest(ahead, behind)).toBeLessThan(1e-6);
});

describe("what a seat is shown", () => {
	const { record } = playThrough(setupOf(kuhnMatch, 3), { player: kuhnMatch.players.oracle });

	test("its own card and no other, except of hands that came to a showdown", () => {
		const { hands, results } = record.environment as TableState;
		for (const seat of ["player", "opponent"] as const) {
			const shown = record.messages.filter((m) => m.kind === "observation" && m.seat === seat);
			expect(shown.length).toBeGreaterThan(0);
			for (const message of shown) {
				if (message.kind !== "observation") continue;
				const now = Number(/^Hand (\d)/mu.exec(message.text)?.[1]) - 1;
				expect(message.text).toContain(`Your card: ${hands[now]?.cards[seat]}.`);
				for (const line of message.text.split("\n")) {
					const named = [...line.matchAll(/\b[JQK]\b/gu)];
					const finished = /^Finished hand (\d)/u.exec(line)?.[1];
					const both = finished !== undefined && results[Number(finished) - 1]?.how === "showdown";
					expect(named.length).toBeLessThanOrEqual(both ? 2 : 1);
				}
			}
		}
	});

	test("nothing that the other wrote beside its move", () => {
		const chatty: Player = (input) =>
			say(`I hold a secret plan.\n${kuhnMatch.players.oracle(input).text}`);
		const { record: talked } = playThrough(setupOf(kuhnMatch, 3), { player: chatty });
		const heard = talked.messages.filter((m) => m.kind === "observation");
		expect(JSON.stringify(heard)).not.toContain("secret plan");
		expect(talked.environmentScore).toEqual(record.environmentScore);
	});
});

describe("checks", () => {
	const checksOf = async (player: Player, seed = 2) => {
		const { grade } = await playAndGrade(kuhnMatch, seed, player);
		return Object.fromEntries(grade.checks.map(({ check, passed }) => [check, passed]));
	};

	test("a player of legal, sensible moves passes all", async () => {
		expect(await checksOf(strategyPlayer(strategies.equilibrium))).toEqual({
			"kuhn-match/finished": true,
			"kuhn-match/legal-moves": true,
			"kuhn-match/no-dominated-move": true,
		});
	});

	test("a move that is not legal fails, costs the ante and ends the hand", async () => {
		const illegal: Player = ({ view }) => say(view.turn === 1 ? "RAISE" : "CHECK");
		const { grade, record } = await playAndGrade(kuhnMatch, 2, illegal);
		const { results } = record.environment as TableState;
		expect(results[0]).toEqual({ chips: -1, how: "forfeit", gaveUp: "player" });
		expect(grade.checks.find(({ check }) => check.endsWith("legal-moves"))?.passed).toBe(false);
		expect(grade.metrics["illegal"]).toBeGreaterThan(0);
	});

	test("calling with the jack and folding the king fail", async () => {
		const inverted: Strategy = {
			...strategies["always-pass"],
			facingBet: { J: 1, Q: 0, K: 0 },
			checkedThenBet: { J: 1, Q: 0, K: 0 },
		};
		const seeds = Array.from({ length: 40 }, (_, i) => i);
		const seed = seeds.find(
			(each) => kuhn(kuhnMatch.scenario(each)).secret.opponent === "always-bet",
		);
		const checks = await checksOf(strategyPlayer(inverted), seed);
		expect(checks["kuhn-match/no-dominated-move"]).toBe(false);
	});

	test("hands left open when the conversation ends count as given up", async () => {
		for (const end of endReasons) {
			const scenario = kuhnMatch.scenario(2, { control: MAIN });
			const { hands } = kuhn(scenario).init;
			const record: EpisodeRecord = {
				scenario,
				messages: [],
				end,
				turns: 0,
				environment: { hands, betting: [], results: [], moves: [] },
				environmentScore: {},
				environmentInfo: [],
				programs: {},
			};
			const grade = await kuhnMatch.grade(record, noCode);
			expect(grade.metrics["chips"]).toBe(-1);
			expect(grade.checks.find(({ check }) => check.endsWith("finished"))?.passed).toBe(false);
		}
	});
});
