import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomInt, seededRandom } from "#lib/kernel/random.ts";
import { referenceStrengths, simulateRows, tableOf } from "./board.fixture.ts";
import { calibrationOfFit, calibrationTable } from "./calibration.ts";
import { findCycles } from "./cycles.ts";
import { fitPairs } from "./fitted-pairs.ts";
import { hodgeEnergy } from "./hodge.ts";
import { inverseInformation } from "./inverse-information.ts";
import { benjaminiHochberg, holm } from "./multiple-testing.ts";
import { pairResiduals } from "./pair-residuals.ts";
import { signTestChance } from "./sign-test.ts";

type Board = number[][];

const boards = fc
	.array(fc.tuple(fc.nat(20), fc.nat(20), fc.nat(9)), { minLength: 6, maxLength: 6 })
	.map((rows): Board => {
		const pairs = [0, 1, 2, 3].flatMap((i) => [1, 2, 3].filter((j) => j > i).map((j) => [i, j]));
		return pairs.map(([i = 0, j = 0], at) => {
			const [wins = 0, losses = 0, halves = 0] = rows[at] ?? [];
			return [i, j, wins + 1, losses + 1, halves];
		});
	});

/** Sums a simulated board into pairs. */
function simulatedTable(strengths: readonly number[], votes: number, seed: number, tieShare = 0) {
	const size = strengths.length;
	const sums = new Map<number, number[]>();
	for (const { a, b, outcome } of simulateRows(strengths, votes, seededRandom(seed), {
		tieShare,
	})) {
		const [i, j] = a < b ? [a, b] : [b, a];
		const row = sums.get(i * size + j) ?? [i, j, 0, 0, 0];
		const column = outcome === 2 ? 4 : (outcome === 0) === a < b ? 2 : 3;
		row[column] = (row[column] ?? 0) + 1;
		sums.set(i * size + j, row);
	}
	return tableOf(size, [...sums.values()]);
}

describe("pair residuals", () => {
	test("values by hand from an independent fit", () => {
		fc.assert(
			fc.property(boards, (board) => {
				const strengths = referenceStrengths(4, board) ?? [];
				const { pairs, phi, degrees, outcomeSpread } = pairResiduals(fitPairs(tableOf(4, board)));
				const expected = board.map(([i = 0, j = 0, wins = 0, losses = 0, halves = 0]) => {
					const p = 1 / (1 + Math.exp((strengths[j] ?? 0) - (strengths[i] ?? 0)));
					const squares = wins * (1 - p) ** 2 + losses * p ** 2 + halves * (0.5 - p) ** 2;
					return { p, n: wins + losses + halves, s: wins + halves / 2, squares };
				});
				const spread =
					expected.reduce((sum, { squares }) => sum + squares, 0) /
					expected.reduce((sum, { p, n }) => sum + n * p * (1 - p), 0);
				expect(outcomeSpread).toBeCloseTo(spread, 8);
				let squares = 0;
				expected.forEach(({ p, n, s }, k) => {
					const pearson = (s - n * p) / Math.sqrt(spread * n * p * (1 - p));
					squares += pearson ** 2;
					expect(pairs[k]?.pearson).toBeCloseTo(pearson, 6);
					const fall = s * Math.log(s / (n * p)) + (n - s) * Math.log((n - s) / (n - n * p));
					expect((pairs[k]?.deviance ?? 0) ** 2).toBeCloseTo((2 * fall) / spread, 6);
				});
				expect(degrees).toBe(3);
				expect(phi).toBeCloseTo(squares / 3, 6);
			}),
			{ numRuns: 40 },
		);
	});

	test("three models: all standardised residuals are the same size, for there is one freedom", () => {
		const { pairs } = pairResiduals(
			fitPairs(
				tableOf(3, [
					[0, 1, 30, 12, 0],
					[0, 2, 15, 25, 0],
					[1, 2, 22, 9, 0],
				]),
			),
		);
		const [x, y, z] = pairs.map((pair) => Math.abs(pair.standardised ?? 0));
		expect(y).toBeCloseTo(x ?? 0, 6);
		expect(z).toBeCloseTo(x ?? 0, 6);
		expect(x).toBeGreaterThan(1);
	});

	test("without anything wrong: standardised residuals are standard normal, phi is 1", () => {
		let [squares, count, phis, flagged] = [0, 0, 0, 0];
		for (let board = 0; board < 60; board++) {
			const table = simulatedTable([1, 0.5, 0, -0.2, -1, 0.3, 0], 1500, board, 0.3);
			const { pairs, phi } = pairResiduals(fitPairs(table));
			for (const pair of pairs) squares += (pair.standardised ?? 0) ** 2;
			count += pairs.length;
			phis += phi ?? 0;
			if (pairs.some((pair) => pair.isFlagged)) flagged++;
		}
		// 1260 residuals: the mean square has a standard error of about 0.045.
		expect(squares / count).toBeGreaterThan(0.85);
		expect(squares / count).toBeLessThan(1.15);
		expect(phis / 60).toBeGreaterThan(0.85);
		expect(phis / 60).toBeLessThan(1.15);
		// With nothing to find, every flag is false: at most 5 % of boards, give or take.
		expect(flagged).toBeLessThanOrEqual(9);
	});

	test("a pair that defies the ratings is flagged, and only it", () => {
		const board: Board = [];
		for (let i = 0; i < 6; i++)
			for (let j = i + 1; j < 6; j++) board.push([i, j, i === 1 && j === 4 ? 20 : 100, 100, 0]);
		const { pairs, phi } = pairResiduals(fitPairs(tableOf(6, board)));
		expect(pairs.filter((pair) => pair.isFlagged)).toMatchObject([{ first: 1, second: 4 }]);
		expect(phi).toBeGreaterThan(2);
		const calm = pairResiduals(fitPairs(tableOf(6, board)), { dispersion: 50 });
		expect(calm.pairs.some((pair) => pair.isFlagged)).toBe(false);
	});

	test("a tree has no freedom left: nothing is said", () => {
		const fit = fitPairs(
			tableOf(3, [
				[0, 1, 3, 2, 0],
				[1, 2, 3, 2, 0],
			]),
		);
		const { phi, degrees, pairs } = pairResiduals(fit);
		expect([phi, degrees]).toEqual([null, 0]);
		expect(pairs.map((pair) => [pair.standardised, pair.isFlagged])).toEqual([
			[null, false],
			[null, false],
		]);
		expect(pairResiduals(fitPairs(tableOf(2, []))).pairs).toEqual([]);
		const ties = pairResiduals(fitPairs(tableOf(2, [[0, 1, 0, 0, 5]])));
		expect(ties.pairs[0]).toMatchObject({ pearson: 0, deviance: 0, isFlagged: false });
	});
});

test("the inverse information is the pseudo-inverse, also with two groups", () => {
	const board = [
		[0, 1, 5, 3, 1],
		[0, 3, 2, 4, 0],
		[1, 3, 2, 2, 2],
		[2, 4, 5, 1, 1],
	];
	const fit = fitPairs(tableOf(5, board));
	const inverse = inverseInformation(fit);
	const information = new Float64Array(25);
	for (const [i = 0, j = 0, ...counts] of board) {
		const p = 1 / (1 + Math.exp((fit.strengths[j] ?? 0) - (fit.strengths[i] ?? 0)));
		const h = counts.reduce((sum, n) => sum + n, 0) * p * (1 - p);
		for (const [x, y, sign] of [
			[i, i, 1],
			[j, j, 1],
			[i, j, -1],
			[j, i, -1],
		] as const)
			information[x * 5 + y] = (information[x * 5 + y] ?? 0) + sign * h;
	}
	const times = (x: Float64Array, y: Float64Array) =>
		Float64Array.from({ length: 25 }, (_, at) => {
			let sum = 0;
			for (let k = 0; k < 5; k++)
				sum += (x[Math.floor(at / 5) * 5 + k] ?? 0) * (y[k * 5 + (at % 5)] ?? 0);
			return sum;
		});
	// The first two Moore-Penrose conditions; symmetry gives the rest.
	times(times(information, inverse), information).forEach((value, at) => {
		expect(value).toBeCloseTo(information[at] ?? Number.NaN, 9);
	});
	times(times(inverse, information), inverse).forEach((value, at) => {
		expect(value).toBeCloseTo(inverse[at] ?? Number.NaN, 9);
	});
	expect(inverse[2]).toBe(0);
});

describe("many tests at once", () => {
	test("textbook values", () => {
		// Benjamini and Hochberg's own example rejects the first four of fifteen at 5 %.
		const chances = Float64Array.of(
			0.0001,
			0.0004,
			0.0019,
			0.0095,
			0.0201,
			0.0278,
			0.0298,
			0.0344,
			0.0459,
			0.324,
			0.4262,
			0.5719,
			0.6528,
			0.759,
			1,
		);
		expect(benjaminiHochberg(chances).filter((chance) => chance <= 0.05)).toHaveLength(4);
		expect(holm(chances).filter((chance) => chance <= 0.05)).toHaveLength(3);
		expect([...holm(Float64Array.of(0.04, 0.01, 0.03))]).toEqual([0.06, 0.03, 0.06]);
	});

	test("by the definitions", () => {
		fc.assert(
			fc.property(
				fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }),
				fc.double({ min: 0.01, max: 0.99, noNaN: true }),
				(list, level) => {
					const sorted = [...list].sort((x, y) => x - y);
					const n = list.length;
					const up = sorted.findLastIndex((chance, at) => (chance * n) / (at + 1) <= level);
					const stop = sorted.findIndex((chance, at) => chance * (n - at) > level);
					const chances = Float64Array.from(list);
					const countOf = (values: Float64Array) => values.filter((v) => v <= level).length;
					expect(countOf(benjaminiHochberg(chances))).toBe(up + 1);
					expect(countOf(holm(chances))).toBe(stop === -1 ? n : stop);
				},
			),
		);
	});
});

test("the sign test counts all splits", () => {
	const chanceOf = (wins: number, losses: number) => {
		const total = wins + losses;
		let count = 0;
		for (let flips = 0; flips < 1 << total; flips++) {
			const heads = [...flips.toString(2)].filter((bit) => bit === "1").length;
			if (Math.abs(2 * heads - total) >= Math.abs(wins - losses)) count++;
		}
		return count / (1 << total);
	};
	for (let wins = 0; wins <= 6; wins++)
		for (let losses = 0; losses <= 6; losses++)
			expect(signTestChance(wins, losses)).toBeCloseTo(chanceOf(wins, losses), 12);
	// The approximation joins the exact one.
	expect(signTestChance(530, 471)).toBeCloseTo(signTestChance(530, 470), 1);
	expect(signTestChance(560, 440) / signTestChance(560.0001, 440)).toBeCloseTo(1, 1);
	expect(signTestChance(900, 0)).toBeGreaterThan(0);
});

describe("cycles", () => {
	test("a circle beyond chance survives, one by chance does not", () => {
		const circle = (wins: number) =>
			findCycles(
				tableOf(4, [
					[0, 1, wins, 10, 5],
					[1, 2, wins, 10, 0],
					[0, 2, 10, wins, 0],
					[0, 3, 5, 5, 0],
					[1, 3, 6, 5, 0],
				]),
			);
		expect(circle(12)).toMatchObject({ triples: 2, apparent: 1, surviving: [] });
		expect(circle(40).surviving).toMatchObject([{ models: [0, 1, 2] }]);
	});

	test("the direction is that of the wins", () => {
		const found = findCycles(
			tableOf(3, [
				[0, 1, 2, 40, 0],
				[1, 2, 2, 40, 0],
				[0, 2, 40, 2, 0],
			]),
		);
		// 0 beats 2, 2 beats 1, 1 beats 0.
		expect(found.surviving.map((cycle) => cycle.models)).toEqual([[0, 2, 1]]);
	});

	test("counts match a search over all triples, whatever the models are called", () => {
		fc.assert(
			fc.property(boards, fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), (board, names) => {
				const lead = new Map(
					board.flatMap(([i = 0, j = 0, wins = 0, losses = 0]) => [
						[`${i}${j}`, wins - losses],
						[`${j}${i}`, losses - wins],
					]),
				);
				let apparent = 0;
				for (const [i, j, k] of ["012", "021", "013", "031", "023", "032", "123", "132"])
					if ([`${i}${j}`, `${j}${k}`, `${k}${i}`].every((side) => (lead.get(side) ?? 0) > 0))
						apparent++;
				const renamed = board.map(([i = 0, j = 0, wins = 0, losses = 0, halves = 0]) => {
					const [x, y] = [names[i] ?? 0, names[j] ?? 0];
					return x < y ? [x, y, wins, losses, halves] : [y, x, losses, wins, halves];
				});
				for (const rows of [board, renamed])
					expect(findCycles(tableOf(4, rows))).toMatchObject({ triples: 4, apparent });
			}),
		);
	});
});

describe("cyclic energy", () => {
	test("splits into ratings and circles as least squares does", () => {
		// A pure circle with equal weights has no rating in it; a board of ratings has no circle.
		const circle = hodgeEnergy(
			tableOf(3, [
				[0, 1, 30, 10, 0],
				[1, 2, 30, 10, 0],
				[0, 2, 10, 30, 0],
			]),
		);
		expect(circle.share).toBeCloseTo(1, 12);
		const log = Math.log(30.5 / 10.5);
		expect(circle.total).toBeCloseTo((3 * log * log) / (1 / 30.5 + 1 / 10.5), 9);
		const tree = hodgeEnergy(
			tableOf(4, [
				[0, 1, 30, 10, 4],
				[1, 2, 3, 10, 0],
				[2, 3, 5, 5, 5],
			]),
		);
		expect(tree.cyclic).toBeCloseTo(0, 9);
		expect(tree.byChance).toBe(0);
	});

	test("by chance alone the circles have about one unit of energy for each freedom", () => {
		let [cyclic, byChance] = [0, 0];
		for (let board = 0; board < 80; board++) {
			const energy = hodgeEnergy(
				simulatedTable([0.8, 0.2, 0, -0.2, -0.6], 2000, 500 + board, 0.25),
			);
			cyclic += energy.cyclic;
			byChance += energy.byChance;
		}
		// 480 freedoms: a standard error of 6.5 %.
		expect(cyclic / byChance).toBeGreaterThan(0.8);
		expect(cyclic / byChance).toBeLessThan(1.2);
	});

	test("no votes, and several groups", () => {
		expect(hodgeEnergy(tableOf(3, []))).toMatchObject({ total: 0, share: null });
		const rows = [
			[0, 1, 30, 10, 0],
			[1, 2, 25, 10, 3],
			[0, 2, 12, 30, 0],
		];
		const other = rows.map(([i = 0, j = 0, ...counts]) => [i + 3, j + 3, ...counts]);
		const one = hodgeEnergy(tableOf(3, rows));
		const two = hodgeEnergy(tableOf(6, [...rows, ...other]));
		expect(two.cyclic).toBeCloseTo(2 * one.cyclic, 9);
		expect(two.share).toBeCloseTo(one.share ?? 0, 12);
	});
});

describe("calibration", () => {
	test("bins by hand, turned to the favourite", () => {
		const { bins, error } = calibrationTable(
			[
				{ expected: 0.8, votes: 10, wins: 7 },
				{ expected: 0.25, votes: 10, wins: 2 },
				{ expected: 1, votes: 2, wins: 2 },
				{ expected: 0.5, votes: 4, wins: 1 },
			],
			{ bins: 5 },
		);
		expect(bins.map(({ pairs, votes }) => [pairs, votes])).toEqual([
			[1, 4],
			[0, 0],
			[1, 10],
			[1, 10],
			[1, 2],
		]);
		expect(bins[2]).toMatchObject({ from: 0.7, to: 0.8, expected: 0.75, observed: 0.8 });
		expect(bins[1]).toMatchObject({ expected: null, observed: null, lower: null, upper: null });
		expect(error).toBeCloseTo((1 + 0 + 0.5 + 1) / 26, 12);
		expect(calibrationTable([]).error).toBeNull();
	});

	test("a fit's own intervals hold what it expects", () => {
		const random = seededRandom(4);
		const strengths = Array.from({ length: 12 }, () => randomInt(random, 400) / 100 - 2);
		const { bins, error } = calibrationOfFit(fitPairs(simulatedTable(strengths, 20_000, 8)));
		expect(bins).toHaveLength(10);
		expect(bins.reduce((sum, bin) => sum + bin.pairs, 0)).toBe(66);
		expect(bins.reduce((sum, bin) => sum + bin.votes, 0)).toBe(20_000);
		expect(error).toBeLessThan(0.02);
		const outside = bins.filter(
			(bin) =>
				bin.expected !== null &&
				!((bin.lower ?? 1) < bin.expected && bin.expected < (bin.upper ?? 0)),
		);
		expect(outside.length).toBeLessThanOrEqual(1);
	});
});
