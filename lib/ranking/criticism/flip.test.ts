import { describe, expect, test } from "vitest";
import { isAppError } from "#lib/kernel/app-error.ts";
import { randomInt, seededRandom } from "#lib/kernel/random.ts";
import { columnsOf, type Row, referenceStrengths, simulateRows, tableOf } from "./board.fixture.ts";
import { fitPairs, withStrengths } from "./fitted-pairs.ts";
import { planSteps } from "./flip-search.ts";
import { votersToFlip, votersToFlipTop } from "./voters-to-flip.ts";
import { type VotesToFlip, votesToFlip, votesToFlipTop } from "./votes-to-flip.ts";

type Board = number[][];

/** The fewest votes whose removal changes the top, by trying all removals of 1, 2, ... votes. */
function bruteForce(size: number, board: Board, most: number): number | null {
	const topOf = (rows: Board) => {
		const strengths = referenceStrengths(size, rows);
		if (strengths === null) return null;
		const sorted = strengths.map((s, model) => ({ s, model })).sort((x, y) => y.s - x.s);
		const isClear = (sorted[0]?.s ?? 0) - (sorted[1]?.s ?? 0) > 1e-8;
		return isClear ? (sorted[0]?.model ?? null) : null;
	};
	const top = topOf(board);
	const cells = board.flatMap((_, row) => [2, 3, 4].map((column) => [row, column] as const));
	const tryRemoving = (left: number, from: number, rows: Board): boolean => {
		if (left === 0) {
			const now = topOf(rows);
			return now !== null && now !== top;
		}
		return cells.slice(from).some(([row, column], at) => {
			if ((rows[row]?.[column] ?? 0) < 1) return false;
			const less = rows.map((each, r) =>
				r === row ? each.map((value, c) => (c === column ? value - 1 : value)) : each,
			);
			return tryRemoving(left - 1, from + at, less);
		});
	};
	for (let count = 1; count <= most; count++) if (tryRemoving(count, 0, board)) return count;
	return null;
}

/** The board without the votes, checked against what was there. */
function without(board: Board, flip: VotesToFlip): Board {
	const rows = board.map((row) => [...row]);
	for (const { model, opponent, isTie, votes } of flip.removed) {
		const row = rows.find(
			([i, j]) => (i === model && j === opponent) || (i === opponent && j === model),
		);
		if (row === undefined) throw new Error("no such pair");
		const column = isTie ? 4 : row[0] === model ? 2 : 3;
		row[column] = (row[column] ?? 0) - votes;
		expect(row[column]).toBeGreaterThanOrEqual(0);
	}
	return rows;
}

function randomBoard(size: number, seed: number): Board {
	const random = seededRandom(seed);
	const board: Board = [];
	for (let i = 0; i < size; i++)
		for (let j = i + 1; j < size; j++)
			board.push([i, j, 3 + randomInt(random, 6), 2 + randomInt(random, 5), randomInt(random, 3)]);
	return board;
}

describe("votes to flip", () => {
	test("is never below the fewest of all removals, and nearly always equal to it", () => {
		let [equal, known] = [0, 0];
		for (let seed = 0; seed < 40; seed++) {
			const size = seed % 2 === 0 ? 3 : 4;
			const board = randomBoard(size, seed);
			const fewest = bruteForce(size, board, size === 3 ? 4 : 2);
			const flip = votesToFlipTop(fitPairs(tableOf(size, board)));
			if (fewest === null || flip === null) continue;
			known++;
			expect(flip.verified).toBe(true);
			expect(flip.votes).toBeGreaterThanOrEqual(fewest);
			expect(flip.votes).toBeLessThanOrEqual(fewest + 1);
			if (flip.votes === fewest) equal++;
			const after = referenceStrengths(size, without(board, flip)) ?? [];
			expect((after[flip.below] ?? 0) - (after[flip.above] ?? 0)).toBeGreaterThan(1e-9);
			expect(flip.gapAfter).toBeCloseTo((after[flip.above] ?? 0) - (after[flip.below] ?? 0), 8);
			expect(flip.removed.reduce((sum, each) => sum + each.votes, 0)).toBe(flip.votes);
		}
		expect(known).toBeGreaterThan(20);
		expect(equal / known).toBeGreaterThanOrEqual(0.9);
	});

	test("two models: half the lead and one, by hand", () => {
		const flip = votesToFlipTop(fitPairs(tableOf(2, [[0, 1, 60, 40, 10]])));
		// 60 to 40 turns when 21 wins are gone; ties between equals have no say.
		expect(flip).toMatchObject({ above: 0, below: 1, verified: true, votes: 21 });
		expect(flip?.removed).toEqual([{ model: 0, opponent: 1, isTie: false, votes: 21 }]);
		expect(flip?.share).toBeCloseTo(21 / 110, 12);
	});

	test("ties go first where they do most: those of the challenger with a weaker model", () => {
		const board = [
			[0, 2, 40, 8, 0],
			[1, 2, 20, 0, 16],
		];
		const flip = votesToFlipTop(fitPairs(tableOf(3, board)));
		expect(flip).toMatchObject({ above: 0, below: 1, verified: true });
		expect(flip?.removed).toMatchObject([{ model: 1, opponent: 2, isTie: true }]);
		// 40 of 48 is 5 to 1; 20 wins and t ties are beyond that from (20 + t/2) / (t/2) > 5, t < 10.
		expect(flip?.votes).toBe(7);
	});

	test("models' numbers do not matter", () => {
		const board = randomBoard(4, 5);
		const names = [2, 0, 3, 1];
		const renamed = board.map(([i = 0, j = 0, wins = 0, losses = 0, halves = 0]) => {
			const [x, y] = [names[i] ?? 0, names[j] ?? 0];
			return x < y ? [x, y, wins, losses, halves] : [y, x, losses, wins, halves];
		});
		const flip = votesToFlipTop(fitPairs(tableOf(4, board)));
		const other = votesToFlipTop(fitPairs(tableOf(4, renamed)));
		expect(other?.votes).toBe(flip?.votes);
		expect(other?.above).toBe(names[flip?.above ?? 0]);
		expect(other?.below).toBe(names[flip?.below ?? 0]);
	});

	test("any pair; not the weaker over the stronger, nor two that nothing joins", () => {
		const fit = fitPairs(
			tableOf(5, [
				[0, 1, 8, 4, 0],
				[1, 2, 8, 4, 0],
				[0, 2, 9, 3, 0],
				[3, 4, 5, 5, 0],
			]),
		);
		const flip = votesToFlip(fit, 0, 2);
		expect(flip?.verified).toBe(true);
		expect(flip?.votes).toBeGreaterThan(votesToFlip(fit, 0, 1)?.votes ?? Number.NaN);
		expect(votesToFlip(fit, 2, 0)).toBeNull();
		expect(votesToFlip(fit, 0, 3)).toBeNull();
		expect(votesToFlipTop(fitPairs(tableOf(3, [])))).toBeNull();
	});

	test("says so when no removal turns the order", () => {
		// Model 1 never won anything: taking votes away only cuts it off.
		const flip = votesToFlip(fitPairs(tableOf(2, [[0, 1, 4, 0, 0]])), 0, 1);
		expect(flip).toMatchObject({ verified: false, predictedVotes: null });
	});

	test("fractional counts keep the sum right", () => {
		const flip = votesToFlipTop(fitPairs(tableOf(2, [[0, 1, 6.5, 4.25, 0]])));
		expect(flip).toMatchObject({ verified: true, votes: 3 });
	});
});

describe("voters to flip", () => {
	test("equals the fewest of all sets of voters", () => {
		let equal = 0;
		for (let seed = 1; seed <= 12; seed++) {
			const rows = simulateRows([0.5, 0.2, 0, -0.3], 120, seededRandom(seed), { voters: 9 });
			const columns = columnsOf(4, rows);
			const board = (kept: readonly Row[]) =>
				kept.map(({ a, b, outcome }) => [a, b, Number(outcome === 0), Number(outcome === 1), 0]);
			const before = referenceStrengths(4, board(rows)) ?? [];
			const order = [0, 1, 2, 3].sort((x, y) => (before[y] ?? 0) - (before[x] ?? 0));
			const [top = 0, next = 0] = order;
			let fewest = Number.POSITIVE_INFINITY;
			for (let set = 1; set < 1 << 9; set++) {
				const size = [...set.toString(2)].filter((bit) => bit === "1").length;
				if (size >= fewest) continue;
				const kept = rows.filter(({ voter = 0 }) => ((set >> voter) & 1) === 0);
				const after = referenceStrengths(4, board(kept));
				if (after !== null && (after[next] ?? 0) - (after[top] ?? 0) > 1e-9) fewest = size;
			}
			const flip = votersToFlip(columns, top, next);
			expect(flip?.verified).toBe(true);
			expect(flip?.voters).toBeGreaterThanOrEqual(fewest);
			expect(flip?.voters).toBeLessThanOrEqual(fewest + 1);
			if (flip?.voters === fewest) equal++;
			const left = rows.filter(({ voter = 0 }) => flip?.removed.includes(voter) !== true);
			const after = referenceStrengths(4, board(left)) ?? [];
			expect((after[next] ?? 0) - (after[top] ?? 0)).toBeGreaterThan(1e-9);
			expect(flip?.removedVotes).toBe(rows.length - left.length);
			expect(flip?.share).toBeCloseTo((flip?.voters ?? 0) / 9, 12);
			const best = votersToFlipTop(columns);
			expect(best?.voters).toBeLessThanOrEqual(flip?.voters ?? 0);
		}
		expect(equal).toBeGreaterThanOrEqual(10);
	});

	test("one heavy voter; unknown voters go one by one", () => {
		const votes = (count: number, outcome: number, voter?: number): Row[] =>
			Array.from({ length: count }, () => ({
				a: 0,
				b: 1,
				outcome,
				...(voter === undefined ? {} : { voter }),
			}));
		const heavy = columnsOf(2, [...votes(9, 0, 5), ...votes(4, 1, 6), ...votes(2, 0, 7)]);
		expect(votersToFlip(heavy, 0, 1)).toMatchObject({ voters: 1, removed: [5], removedVotes: 9 });
		const unknown = columnsOf(2, [...votes(6, 0), ...votes(4, 1)]);
		expect(votersToFlip(unknown, 0, 1)).toMatchObject({ voters: 3, removed: [-1, -1, -1] });
	});
});

test("the plan takes the strongest first, as sorting everything would", () => {
	const random = seededRandom(17);
	for (let run = 0; run < 40; run++) {
		// Few distinct values in some runs, so that equal influences are cut in the middle.
		const influences = Float64Array.from({ length: 3000 }, () =>
			run % 2 === 0 ? random.next() - 0.4 : randomInt(random, 4) - 1,
		);
		const available = Float64Array.from({ length: 3000 }, () => randomInt(random, 3));
		const gap = 2 ** (run / 5);
		const useful = [...influences.keys()]
			.filter((item) => (influences[item] ?? 0) > 0 && (available[item] ?? 0) > 0)
			.sort((x, y) => (influences[y] ?? 0) - (influences[x] ?? 0) || x - y);
		const expected: { item: number; units: number }[] = [];
		let need = gap;
		for (const item of useful) {
			const influence = influences[item] ?? 0;
			const units = Math.min(available[item] ?? 0, Math.floor(need / influence) + 1);
			expected.push({ item, units });
			need -= units * influence;
			if (need < 0) break;
		}
		expect(planSteps(influences, available, gap)).toEqual({ steps: expected, reaches: true });
	}
	expect(planSteps(Float64Array.of(1, -1, 1), Float64Array.of(2, 9, 0), 2)).toEqual({
		steps: [{ item: 0, units: 2 }],
		reaches: false,
	});
});

test("strengths must fit the pairs", () => {
	const table = tableOf(3, [[0, 1, 2, 1, 0]]);
	expect(withStrengths(table, Float64Array.of(1, 0, Number.NaN)).groupOf).toEqual(
		Int32Array.of(0, 0, -1),
	);
	for (const strengths of [Float64Array.of(1, 0), Float64Array.of(1, Number.NaN, 0)])
		expect(() => withStrengths(table, strengths)).toThrowError(
			expect.toSatisfy((error) => isAppError(error, "invalid-strengths")),
		);
});
