import fc from "fast-check";
import { expect, test } from "vitest";
import { clusteredMean, clusteredShare } from "./clustered-mean.ts";
import type { MetricRow } from "./metric-row.ts";

const rowsOf = (scenarios: readonly (readonly (number | null)[])[]): MetricRow[] =>
	scenarios.flatMap((values, i) =>
		values.map((value, replicate) => ({ scenario: `s${i}`, replicate, value })),
	);

test("one conversation a scenario gives the usual t interval", () => {
	// Mean 3, deviation sqrt(2.5), t(4) = 2.776445: half = 2.776445 * sqrt(2.5 / 5).
	const estimate = clusteredMean(rowsOf([[1], [2], [3], [4], [5]]));
	expect(estimate).toMatchObject({ mean: 3, values: 5, clusters: 5 });
	expect(estimate.upper).toBeCloseTo(3 + 2.776445105 * Math.SQRT1_2, 8);
	expect(estimate.lower).toBeCloseTo(3 - 2.776445105 * Math.SQRT1_2, 8);
});

test("repetitions that say the same thing again make nothing surer", () => {
	const once = clusteredMean(rowsOf([[0.1], [0.5], [0.6]]));
	const thrice = clusteredMean(
		rowsOf([
			[0.1, 0.1, 0.1],
			[0.5, 0.5, 0.5],
			[0.6, 0.6, 0.6],
		]),
	);
	expect(thrice.values).toBe(9);
	expect(thrice.mean).toBeCloseTo(once.mean ?? Number.NaN, 12);
	expect(thrice.lower).toBeCloseTo(once.lower ?? Number.NaN, 12);
	expect(thrice.upper).toBeCloseTo(once.upper ?? Number.NaN, 12);
});

test("nothing, undefined values and a single scenario are null where they are undefined", () => {
	const nothing = { mean: null, lower: null, upper: null, values: 0, clusters: 0 };
	expect(clusteredMean([])).toEqual(nothing);
	expect(clusteredShare(rowsOf([[null, null]]))).toEqual(nothing);
	expect(clusteredMean(rowsOf([[1, 0, null]]))).toEqual({
		mean: 0.5,
		lower: null,
		upper: null,
		values: 2,
		clusters: 1,
	});
	expect(() => clusteredMean(rowsOf([[Number.NaN]]))).toThrow("finite or null");
	expect(() => clusteredShare(rowsOf([[0.5]]))).toThrow("passed or it did not");
});

test("a share is Wilson's interval, and has a width when all passed", () => {
	// Wilson with n = 10, p = 1, z = t(9) = 2.262157: lower = 10 / (10 + z²).
	const all = clusteredShare(rowsOf(Array.from({ length: 10 }, () => [1])));
	expect(all.mean).toBe(1);
	expect(all.upper).toBeCloseTo(1, 12);
	expect(all.lower).toBeCloseTo(10 / (10 + 2.262157163 ** 2), 8);
	// Repetitions that agree are no more than their scenarios.
	const repeated = clusteredShare(rowsOf(Array.from({ length: 10 }, () => [1, 1, 1])));
	expect(repeated.lower).toBeCloseTo(all.lower ?? Number.NaN, 12);
});

test("intervals are in order, and those of shares in [0, 1], whatever the values", () => {
	const scenarios = fc.array(fc.array(fc.integer({ min: 0, max: 1 }), { maxLength: 5 }), {
		maxLength: 12,
	});
	fc.assert(
		fc.property(scenarios, (values) => {
			for (const { mean, lower, upper } of [
				clusteredShare(rowsOf(values)),
				clusteredMean(rowsOf(values)),
			]) {
				expect(lower === null).toBe(upper === null);
				if (mean === null || lower === null || upper === null) continue;
				expect(lower).toBeLessThanOrEqual(mean + 1e-12);
				expect(upper).toBeGreaterThanOrEqual(mean - 1e-12);
			}
			const { lower, upper } = clusteredShare(rowsOf(values));
			expect(lower ?? 0).toBeGreaterThanOrEqual(0);
			expect(upper ?? 1).toBeLessThanOrEqual(1);
		}),
	);
});
