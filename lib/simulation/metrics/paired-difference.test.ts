import fc from "fast-check";
import { expect, test } from "vitest";
import { seededRandom } from "#lib/kernel/random.ts";
import type { MetricRow } from "./metric-row.ts";
import { pairedDifference } from "./paired-difference.ts";

const rowsOf = (values: readonly (number | null)[], name = "s"): MetricRow[] =>
	values.map((value, i) => ({ scenario: `${name}${i}`, replicate: 0, value }));

test("differences of pairs, their t interval and the signs", () => {
	// Differences 1, 2, 0, 3, -1: mean 1, deviation sqrt(2.5), t(4) = 2.776445.
	const found = pairedDifference(rowsOf([3, 5, 1, 4, 0]), rowsOf([2, 3, 1, 1, 1]));
	expect(found.difference.mean).toBe(1);
	expect(found.difference.upper).toBeCloseTo(1 + 2.776445105 * Math.SQRT1_2, 8);
	expect(found).toMatchObject({ method: "t", pairs: 5, unpaired: 0 });
	// Three of four: p = 2 * (1 + 4) / 16.
	expect(found.sign).toEqual({ positive: 3, negative: 1, even: 1, p: 0.625 });
});

test("only what met the same is compared, and the rest is counted", () => {
	const first = [...rowsOf([1, null, 1]), { scenario: "s0", replicate: 1, value: 1 }];
	const second = [...rowsOf([0, 0, null]), { scenario: "other", replicate: 0, value: 0 }];
	const found = pairedDifference(first, second);
	expect(found).toMatchObject({ pairs: 1, unpaired: 6, sign: { positive: 1, p: 1 } });
	expect(found.difference).toMatchObject({ mean: 1, lower: null, upper: null });
	const none = pairedDifference(rowsOf([1]), rowsOf([1], "other"));
	expect(none.difference.mean).toBeNull();
	expect(none.sign).toEqual({ positive: 0, negative: 0, even: 0, p: null });
	expect(() => pairedDifference([...rowsOf([1]), ...rowsOf([1])], [])).toThrow("once");
});

test("by scenario, sides that were not played equally often are compared by their means", () => {
	const first = [0, 1, 1, 1].map((value, replicate) => ({ scenario: "s", replicate, value }));
	const found = pairedDifference(first, [{ scenario: "s", replicate: 7, value: 0.5 }], {
		by: "scenario",
	});
	expect(found).toMatchObject({ pairs: 1, unpaired: 0, difference: { mean: 0.25 } });
});

test("a difference within the margin has no sign, decimal fractions included", () => {
	const options = { margin: 0.02 };
	const { sign } = pairedDifference(rowsOf([0.52, 0.53, 0.4]), rowsOf([0.5, 0.5, 0.45]), options);
	expect(sign).toMatchObject({ positive: 1, negative: 1, even: 1 });
});

test("the bootstrap is seeded, and near the t interval where values are many", () => {
	const random = seededRandom(4);
	const noise = Array.from({ length: 200 }, () => random.next() - 0.5 + 0.3);
	const bootstrapped = (seed: number) =>
		pairedDifference(rowsOf(noise), rowsOf(noise.map(() => 0)), {
			bootstrap: { random: seededRandom(seed), draws: 1000 },
		});
	const t = pairedDifference(rowsOf(noise), rowsOf(noise.map(() => 0)));
	expect(bootstrapped(1)).toEqual(bootstrapped(1));
	expect(bootstrapped(1)).not.toEqual(bootstrapped(2));
	expect(bootstrapped(1).method).toBe("bootstrap");
	const { lower, upper } = bootstrapped(1).difference;
	expect(lower).toBeCloseTo(t.difference.lower ?? Number.NaN, 2);
	expect(upper).toBeCloseTo(t.difference.upper ?? Number.NaN, 2);
});

test("swapping the sides changes the sign of everything", () => {
	const values = fc.array(
		fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })),
		{
			maxLength: 20,
		},
	);
	const negative = (value: number | null) => (value === null ? null : -value);
	fc.assert(
		fc.property(values, (pairs) => {
			const first = rowsOf(pairs.map(([a]) => a));
			const second = rowsOf(pairs.map(([, b]) => b));
			const there = pairedDifference(first, second);
			const back = pairedDifference(second, first);
			expect((back.difference.mean ?? 0) + (there.difference.mean ?? 0)).toBeCloseTo(0, 12);
			const lower = negative(there.difference.upper);
			if (lower === null) expect(back.difference.lower).toBeNull();
			else expect(back.difference.lower).toBeCloseTo(lower, 9);
			expect(back.sign).toEqual({
				positive: there.sign.negative,
				negative: there.sign.positive,
				even: there.sign.even,
				p: there.sign.p,
			});
		}),
	);
});
