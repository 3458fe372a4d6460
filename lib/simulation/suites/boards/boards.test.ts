import { describe, expect, test } from "vitest";
import { say } from "#lib/simulation/action.ts";
import { playThrough } from "#lib/simulation/episode/play.ts";
import type { Player } from "#lib/simulation/suite.ts";
import { noCode } from "#lib/testing/code-runner.ts";
import { dialCurve, fallOf } from "#lib/testing/dial-curve.ts";
import { playAndGrade, selfTests, setupOf } from "#lib/testing/suite-self-tests.ts";
import { attainablePoints } from "./best-reply.ts";
import { type Cells, type Placement, place, placements } from "./board.ts";
import { moveText, readBoard } from "./board-text.ts";
import { match } from "./match.ts";
import { firstMover, ILLEGAL_MAX, type MatchInit, OPPONENT, PLAYER } from "./match-state.ts";
import { boardIn, randomMover, solver, solverPlacement } from "./opponents.ts";
import { keepingPlacements } from "./solver.ts";
import { boards } from "./suite.ts";

const first = boards.practice.from;
const initOf = (seed: number, control?: string) =>
	boards.scenario(seed, control === undefined ? {} : { control }).init as MatchInit;
const LAZY_SCENARIOS = 200;

/**
 * What the lazy player gets on average over all choices of an opponent that draws uniformly from the placements that
 * keep the value, or with the error rate from all: by the whole tree of each game.
 */
function lazyPoints({ variant, start, errorRate }: MatchInit): number {
	const after = (cells: Cells, placement: Placement, isLazy: boolean): number => {
		const next = place(variant, cells, placement);
		if (next.outcome === null) return isLazy ? replies(next.cells) : lazy(next.cells);
		const won = (next.outcome + 1) / 2;
		return isLazy ? won : 1 - won;
	};
	const mean = (cells: Cells, choices: readonly Placement[]) =>
		choices.reduce((sum, choice) => sum + after(cells, choice, false) / choices.length, 0);
	const replies = (cells: Cells): number =>
		(1 - errorRate) * mean(cells, keepingPlacements(variant, cells)) +
		(errorRate === 0 ? 0 : errorRate * mean(cells, placements(variant, cells)));
	const lazy = (cells: Cells): number =>
		placements(variant, cells)
			.slice(0, 1)
			.reduce((_, placement) => after(cells, placement, true), 0);
	return (lazy(start) + replies(start)) / 2;
}

const lazyMean =
	Array.from({ length: LAZY_SCENARIOS }, (_, i) => lazyPoints(initOf(first + i))).reduce(
		(sum, points) => sum + points,
		0,
	) / LAZY_SCENARIOS;

selfTests(boards, {
	lazy: { mean: lazyMean, scenarios: LAZY_SCENARIOS },
	maximum: ({ scenario }) => attainablePoints(scenario.init as MatchInit),
	secondaryIsMerit: true,
});

test("the maximum is the most of all that anybody could play", () => {
	/** Tries every placement of the player in the environment itself, without memory. */
	const most = (init: MatchInit, game: number, cells: Cells, isPlayers: boolean): number => {
		const choices = isPlayers
			? placements(init.variant, cells)
			: [solverPlacement(init, game, cells)];
		return choices.reduce((best, choice) => {
			const { cells: after, outcome } = place(init.variant, cells, choice);
			const won = ((outcome ?? 0) + 1) / 2;
			const points =
				outcome === null ? most(init, game, after, !isPlayers) : isPlayers ? won : 1 - won;
			return Math.max(best, points);
		}, 0);
	};
	const seeds = Array.from({ length: 40 }, (_, i) => first + i);
	const small = seeds
		.map((seed) => initOf(seed))
		.filter(({ start }) => start.split(".").length <= 9);
	expect(small.length).toBeGreaterThan(5);
	for (const init of small) {
		const games = [0, 1].map((game) => most(init, game, init.start, firstMover(game) === PLAYER));
		expect(attainablePoints(init)).toBe(games.reduce((sum, points) => sum + points, 0) / 2);
	}
});

test("any eight seeds in a row hold each game against both kinds of opponent", () => {
	const kinds = Array.from({ length: 8 }, (_, i) => {
		const { category, tags } = boards.scenario(1003 + i);
		return `${category} ${tags[0]}`;
	});
	expect(new Set(kinds).size).toBe(8);
});

test("both games start from the same board, the player first and then second", async () => {
	const { record } = await playAndGrade(boards, first + 3, boards.players.random);
	const { start } = initOf(first + 3);
	const movers: string[] = [];
	for (const message of record.messages) {
		const at = message.kind === "observation" ? readBoard(message.text) : null;
		if (at === null || at.game < movers.length) continue;
		movers.push(message.seat);
		expect(at.cells).toBe(start);
	}
	expect(movers).toEqual([PLAYER, OPPONENT]);
});

/** Says what `texts` gives for the number of its message, from 1; the last one again and again. */
const script =
	(...texts: string[]): Player =>
	({ view }) =>
		say(texts[Math.min(view.turn, texts.length) - 1] ?? "");

describe("checks", () => {
	const check = async (player: Player, name: string, seed = first) => {
		const { grade } = await playAndGrade(boards, seed, player);
		return grade.checks.find((result) => result.check === `boards/${name}`)?.passed;
	};
	/** Plays on, but says something else first. */
	const stumbling: Player = (input) =>
		input.view.turn === 1 ? say("Let me think about b2.") : boards.players.oracle(input);
	/** Gives away the value wherever it can. */
	const careless: Player = ({ scenario, view }) => {
		const { variant } = scenario.init as MatchInit;
		const at = boardIn(view);
		if (at === null) return say("");
		const kept = keepingPlacements(variant, at.cells).map((placement) =>
			moveText(variant, placement),
		);
		const all = placements(variant, at.cells).map((placement) => moveText(variant, placement));
		return say(all.find((text) => !kept.includes(text)) ?? all[0] ?? "");
	};

	test("finished", async () => {
		expect(await check(boards.players.oracle, "finished")).toBe(true);
		const setup = setupOf(boards, first);
		const { policy } = setup.scenario;
		const short = { ...setup, scenario: { ...setup.scenario, policy: { ...policy, turnsMax: 1 } } };
		const { record } = playThrough(short, { player: boards.players.oracle });
		const grade = await boards.grade(record, noCode);
		expect(grade.checks.find((result) => result.check === "boards/finished")?.passed).toBe(false);
		expect(grade.metrics["points"]).toBe(0);
	});

	test("form", async () => {
		expect(await check(boards.players.random, "form")).toBe(true);
		expect(await check(stumbling, "form")).toBe(false);
	});

	test("unbeaten", async () => {
		expect(await check(boards.players.oracle, "unbeaten")).toBe(true);
		expect(await check(careless, "unbeaten")).toBe(false);
	});

	test("value-kept", async () => {
		expect(await check(boards.players.oracle, "value-kept")).toBe(true);
		expect(await check(careless, "value-kept")).toBe(false);
		expect(await check(script("?"), "value-kept")).toBe(false);
	});
});

test("three illegal messages in a row lose a game; a legal one starts the count anew", async () => {
	const { grade, record } = await playAndGrade(boards, first, script("hm"));
	expect(record).toMatchObject({ end: "environment-done", turns: 2 * ILLEGAL_MAX });
	expect(grade.metrics).toEqual({ points: 0, keeping: 0, attained: 0, illegal: 1 });
	const halting: Player = (input) => {
		const said = input.view.messages.filter(({ kind }) => kind === "text").length;
		return said % ILLEGAL_MAX === ILLEGAL_MAX - 1 ? boards.players.oracle(input) : say("hm");
	};
	const slow = await playAndGrade(boards, first, halting);
	expect(slow.grade.metrics["attained"]).toBe(1);
	expect(slow.grade.metrics["illegal"]).toBeCloseTo(2 / 3, 12);
});

test("an opponent that breaks the form loses, and two models can play", () => {
	const setup = setupOf(boards, first);
	const drivers = {
		player: { kind: "model", model: "one", tools: "native" },
		opponent: { kind: "model", model: "other", tools: "native" },
	} as const;
	const play = (other: Player) =>
		playThrough({ ...setup, drivers }, { one: boards.players.random, other }).record;
	expect(play(boards.players.breaker).environmentScore).toMatchObject({ points: 1, finished: 2 });
	expect(play(boards.players.random).environmentScore).toMatchObject({ finished: 2 });
});

test("the program solver answers a board in the same way, whoever brought it about", () => {
	const init = initOf(first + 4);
	expect(init.errorRate).toBe(0.4);
	expect(solverPlacement({ ...init }, 0, init.start)).toEqual(solverPlacement(init, 0, init.start));
	expect(initOf(first + 4, "restated")).toEqual({ ...init, restated: true });
});

test("the declared error rate is kept", () => {
	// The first move of a wild game: 2 of 18 placements keep its value, so errors show.
	const variant = { size: 3, misere: false, wild: true } as const;
	const cells = ".........";
	const kept = keepingPlacements(variant, cells).length;
	const base: MatchInit = { variant, start: cells, seed: 0, errorRate: 0.4, restated: false };
	const runs = 4_000;
	let lost = 0;
	for (let seed = 0; seed < runs; seed++) {
		const { cell, mark } = solverPlacement({ ...base, seed }, 0, cells);
		const keeps = keepingPlacements(variant, cells);
		if (!keeps.some((placement) => placement.cell === cell && placement.mark === mark)) lost += 1;
	}
	const expected = 0.4 * (1 - kept / 18);
	const error = Math.sqrt((expected * (1 - expected)) / runs);
	expect(Math.abs(lost / runs - expected)).toBeLessThan(3 * error);
});

test("the random opponent is easier than the solver", async () => {
	const against = (program: typeof solver) => {
		let points = 0;
		for (let seed = first; seed < first + 40; seed++) {
			const setup = setupOf(boards, seed);
			const drivers = {
				...setup.drivers,
				opponent: { kind: "program", program, model: null },
			} as const;
			const { record } = playThrough({ ...setup, drivers }, { player: boards.players.random });
			points += (record.environmentScore["points"] ?? 0) / 40;
		}
		return points;
	};
	expect(against(randomMover)).toBeGreaterThan(against(solver) + 0.15);
});

test("the board restated says in words what is drawn, and lists every move", () => {
	const init: MatchInit = {
		variant: { size: 4, misere: false, wild: false },
		start: "##.#XO....#....#",
		seed: 1,
		errorRate: 0,
		restated: true,
	};
	const state = match.reset(init, { next: () => 0 });
	expect(match.observe(state, PLAYER)).toBe(`Game 1 of 2. You play X. Your move.
  a b c d
1 # # . #
2 X O . .
3 . . # .
4 . . . #
X stands on a2.
O stands on b2.
Blocked are a1, b1, d1, c3, d4.
Free are c1, c2, d2, a3, b3, d3, a4, b4, c4.
You place X.
You can say: MOVE c1; MOVE c2; MOVE d2; MOVE a3; MOVE b3; MOVE d3; MOVE a4; MOVE b4; MOVE c4.`);
	expect(match.legal?.(state, PLAYER)).toHaveLength(9);
	expect(match.legal?.(state, OPPONENT)).toEqual([]);
});

test("who makes one good move and then forfeits has no share of good moves", async () => {
	const quitter: Player = (input) =>
		input.view.turn === 1 ? boards.players.oracle(input) : { text: "I give up.", toolCalls: [] };
	const { grade } = await playAndGrade(boards, first, quitter);
	expect(grade.metrics).toMatchObject({ points: 0, keeping: 0 });
	const { grade: best } = await playAndGrade(boards, first, boards.players.oracle);
	expect(best.metrics["keeping"]).toBeGreaterThan(0);
});

test("the more of a player's moves are random, the fewer points it gets", async () => {
	const means = await dialCurve(boards, 60);
	expect(means[0]).toBeGreaterThan(0.7);
	expect(means[7]).toBeLessThan(0.35);
	expect(fallOf(means)).toBeGreaterThanOrEqual(0.95);
});
