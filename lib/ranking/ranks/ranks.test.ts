import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isAppError } from "#lib/kernel/app-error.ts";
import { seededRandom } from "#lib/kernel/random.ts";
import { normalTail } from "#lib/ranking/normal-distribution.ts";
import { drawErrors, semidefiniteFactor } from "./normal-draws.ts";
import { chanceOfRankAtMost, chancesOfBest, rankChances } from "./rank-chances.ts";
import { simultaneousRankSets } from "./rank-sets.ts";

/** Independent errors of these variances, seen against the mean: a singular covariance. */
function centred(variances: readonly number[]): Float64Array {
	const size = variances.length;
	const total = variances.reduce((sum, v) => sum + v, 0);
	return Float64Array.from({ length: size * size }, (_, at) => {
		const [i, j] = [Math.floor(at / size), at % size];
		const own = i === j ? (variances[i] ?? 0) : 0;
		return own - ((variances[i] ?? 0) + (variances[j] ?? 0)) / size + total / (size * size);
	});
}

/** The same errors seen against model 0. */
function anchored(variances: readonly number[]): Float64Array {
	const size = variances.length;
	return Float64Array.from({ length: size * size }, (_, at) => {
		const [i, j] = [Math.floor(at / size), at % size];
		if (i === 0 || j === 0) return 0;
		return (variances[0] ?? 0) + (i === j ? (variances[i] ?? 0) : 0);
	});
}

const variances = fc.array(fc.double({ min: 0.01, max: 9, noNaN: true }), {
	minLength: 2,
	maxLength: 7,
});

test("the factor of a singular covariance gives it back, and draws have it", () => {
	fc.assert(
		fc.property(variances, (list) => {
			for (const covariance of [centred(list), anchored(list)]) {
				const size = list.length;
				const factor = semidefiniteFactor(covariance, size);
				for (let i = 0; i < size; i++)
					for (let j = 0; j < size; j++) {
						let sum = 0;
						for (let k = 0; k < size; k++)
							sum += (factor[i * size + k] ?? 0) * (factor[j * size + k] ?? 0);
						expect(sum).toBeCloseTo(covariance[i * size + j] ?? Number.NaN, 6);
					}
			}
		}),
	);
	const covariance = centred([1, 2, 3]);
	const draws = drawErrors(semidefiniteFactor(covariance, 3), 3, 40_000, seededRandom(3));
	for (let at = 0; at < 9; at++) {
		let sum = 0;
		for (let d = 0; d < 40_000; d++)
			sum += (draws[d * 3 + Math.floor(at / 3)] ?? 0) * (draws[d * 3 + (at % 3)] ?? 0);
		expect(sum / 40_000).toBeCloseTo(covariance[at] ?? Number.NaN, 1);
	}
});

describe("simultaneous rank sets", () => {
	// Two models have one difference; for equal variances max |t| is the studentised range over the
	// root of 2, whose tabulated 95 % points for 3, 5 and 10 means are 3.314, 3.858 and 4.474.
	test.each([
		[2, 1.95996],
		[3, 3.314 / Math.SQRT2],
		[5, 3.858 / Math.SQRT2],
		[10, 4.474 / Math.SQRT2],
	])("%d models: the critical value is the tabulated one", (size, tabulated) => {
		const covariance = centred(new Array(size).fill(2));
		const { critical } = simultaneousRankSets(
			new Float64Array(size),
			covariance,
			seededRandom(11),
			{ draws: 40_000 },
		);
		expect(critical).toBeGreaterThan(tabulated - 0.04);
		expect(critical).toBeLessThan(tabulated + 0.04);
	});

	test("19 draws at 95 %: the critical value is the largest of them", () => {
		const covariance = centred([1, 2, 3]);
		const draws = drawErrors(semidefiniteFactor(covariance, 3), 3, 19, seededRandom(8));
		let most = 0;
		for (let row = 0; row < 57; row += 3)
			for (const [i, j, variance] of [
				[0, 1, 3],
				[0, 2, 4],
				[1, 2, 5],
			] as const) {
				const difference = (draws[row + i] ?? 0) - (draws[row + j] ?? 0);
				most = Math.max(most, Math.abs(difference) / Math.sqrt(variance));
			}
		const { critical } = simultaneousRankSets(new Float64Array(3), covariance, seededRandom(8), {
			draws: 19,
		});
		expect(critical).toBeCloseTo(most, 9);
	});

	test("places by hand", () => {
		const { sets } = simultaneousRankSets(
			Float64Array.of(10, 0, 0.5, -10),
			centred([1, 1, 1, 1]),
			seededRandom(1),
		);
		expect(sets).toEqual([
			{ rankLower: 1, rankUpper: 1 },
			{ rankLower: 2, rankUpper: 3 },
			{ rankLower: 2, rankUpper: 3 },
			{ rankLower: 4, rankUpper: 4 },
		]);
	});

	test("all true ranks are inside, together, in 95 % of boards", () => {
		const random = seededRandom(77);
		const list = [0.4, 1, 0.2, 2, 0.8, 0.3];
		const truth = [2, 1.5, 1.5, 0, -0.5, -2];
		const covariance = centred(list);
		const errors = drawErrors(semidefiniteFactor(covariance, 6), 6, 400, random);
		let inside = 0;
		for (let board = 0; board < 400; board++) {
			const estimates = Float64Array.from(truth, (t, i) => t + (errors[board * 6 + i] ?? 0));
			const { sets } = simultaneousRankSets(estimates, covariance, random, { draws: 500 });
			const isInside = sets.every(({ rankLower, rankUpper }, i) => {
				const above = truth.filter((t) => t > (truth[i] ?? 0)).length;
				const atLeast = truth.filter((t) => t >= (truth[i] ?? 0)).length;
				return rankLower <= above + 1 && atLeast <= rankUpper;
			});
			if (isInside) inside++;
		}
		// Sets are conservative for ranks; they must not fall short.
		expect(inside / 400).toBeGreaterThan(0.94);
	});

	test("the level and the models' order do not matter", () => {
		const list = [1, 2, 0.5, 1.5];
		const estimates = Float64Array.of(0.2, 3, -4, 0.1);
		const setsOf = (values: Float64Array, covariance: Float64Array) =>
			simultaneousRankSets(values, covariance, seededRandom(5), { draws: 20_000 });
		const level = setsOf(estimates, centred(list));
		const anchor = setsOf(
			estimates.map((value) => value - 0.2),
			anchored(list),
		);
		expect(anchor.sets).toEqual(level.sets);
		expect(anchor.critical).toBeCloseTo(level.critical, 1);
		const turned = setsOf(estimates.slice().reverse(), centred([...list].reverse()));
		expect(turned.sets).toEqual([...level.sets].reverse());
	});
});

describe("rank chances", () => {
	test("two models: the chance that one is better is known", () => {
		const chances = rankChances(Float64Array.of(0.6, 0), centred([1, 0.5]), seededRandom(9), {
			draws: 40_000,
		});
		const better = 1 - normalTail(0.6 / Math.sqrt(1.5));
		expect(Math.abs(chanceOfRankAtMost(chances, 0, 1) - better)).toBeLessThan(0.01);
		expect(chanceOfRankAtMost(chances, 0, 2)).toBeCloseTo(1, 12);
	});

	test("equal models have equal chances; models without doubt keep their places", () => {
		const equal = rankChances(new Float64Array(4), centred([1, 1, 1, 1]), seededRandom(2), {
			draws: 40_000,
		});
		for (const chance of equal.byRank) expect(Math.abs(chance - 0.25)).toBeLessThan(0.012);
		const sure = rankChances(Float64Array.of(1, 3, 3), new Float64Array(9), seededRandom(2));
		const rounded = Array.from(sure.byRank, (chance) => Number(chance.toFixed(9)));
		expect(rounded).toEqual([0, 0, 1, 0.5, 0.5, 0, 0.5, 0.5, 0]);
	});

	test("every model has one place, every place one model", () => {
		fc.assert(
			fc.property(variances, fc.nat(), (list, seed) => {
				const size = list.length;
				const estimates = Float64Array.from(list, (v, i) => v * (i % 3));
				const chances = rankChances(estimates, centred(list), seededRandom(seed), { draws: 50 });
				for (let i = 0; i < size; i++) {
					let column = 0;
					for (let j = 0; j < size; j++) column += chances.byRank[j * size + i] ?? 0;
					expect(column).toBeCloseTo(1, 9);
					expect(chanceOfRankAtMost(chances, i, size)).toBeCloseTo(1, 9);
				}
				expect(chancesOfBest(chances).reduce((sum, c) => sum + c, 0)).toBeCloseTo(1, 9);
			}),
			{ numRuns: 30 },
		);
	});
});

test("nothing, one model, and what is no estimate", () => {
	const random = seededRandom(1);
	const none = new Float64Array(0);
	expect(simultaneousRankSets(none, none, random).sets).toEqual([]);
	expect(rankChances(none, none, random).byRank).toHaveLength(0);
	const one = simultaneousRankSets(Float64Array.of(3), Float64Array.of(0), random);
	expect(one.sets).toEqual([{ rankLower: 1, rankUpper: 1 }]);
	for (const [estimates, covariance] of [
		[Float64Array.of(1, 2), Float64Array.of(1)],
		[Float64Array.of(Number.NaN), Float64Array.of(1)],
		[Float64Array.of(1), Float64Array.of(Number.POSITIVE_INFINITY)],
	] as const)
		for (const rank of [simultaneousRankSets, rankChances])
			expect(() => rank(estimates, covariance, random)).toThrowError(
				expect.toSatisfy((error) => isAppError(error, "invalid-estimates")),
			);
});
