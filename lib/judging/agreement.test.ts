import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seededRandom } from "#lib/kernel/random.ts";
import {
	cohensKappa,
	fleissKappa,
	krippendorffAlpha,
	type LabelPair,
	percentAgreement,
} from "./agreement.ts";
import { bootstrapInterval } from "./bootstrap.ts";
import codings from "./fixtures/krippendorff-codings.json" with { type: "json" };

const repeat = (pair: LabelPair, count: number): LabelPair[] =>
	Array.from({ length: count }, () => pair);
/** Fifty proposals, two readers: po = 0.7, pe = 0.5, kappa = 0.4 by hand. */
const fifty = [
	...repeat(["yes", "yes"], 20),
	...repeat(["yes", "no"], 5),
	...repeat(["no", "yes"], 10),
	...repeat(["no", "no"], 15),
];
const labels = fc.constantFrom("a", "b", "tie", "both_bad");
const pairsOf = fc.array(fc.tuple(labels, labels), { maxLength: 40 });
const units = codings.codings[0]?.map((_, i) => codings.codings.map((row) => row[i] ?? null)) ?? [];

describe("known answers", () => {
	test("Cohen's kappa", () => {
		expect(percentAgreement(fifty).value).toBeCloseTo(0.7, 15);
		expect(cohensKappa(fifty).value).toBeCloseTo(0.4, 15);
	});
	test("Fleiss' kappa: ten things, fourteen raters, five labels, 0.210 to three digits", () => {
		const counts = [
			[0, 0, 0, 0, 14],
			[0, 2, 6, 4, 2],
			[0, 0, 3, 5, 6],
			[0, 3, 9, 2, 0],
			[2, 2, 8, 1, 1],
			[7, 7, 0, 0, 0],
			[3, 2, 6, 3, 0],
			[2, 5, 3, 2, 2],
			[6, 5, 2, 1, 0],
			[0, 2, 2, 3, 7],
		];
		expect(fleissKappa(counts).value).toBeCloseTo(0.21, 3);
	});
	test("Krippendorff's alpha with missing labels", () => {
		expect(units).toHaveLength(12);
		expect(krippendorffAlpha(units).value).toBeCloseTo(codings.nominalAlpha, 14);
	});
});

describe("what is undefined is null with a reason", () => {
	test("without data", () => {
		for (const figure of [
			percentAgreement([]),
			cohensKappa([]),
			fleissKappa([]),
			krippendorffAlpha([["a", null], [null]]),
		])
			expect(figure).toEqual({ value: null, reason: "no-data" });
	});
	test("without variation", () => {
		for (const figure of [
			cohensKappa(repeat(["a", "a"], 9)),
			fleissKappa([
				[3, 0],
				[3, 0],
			]),
			krippendorffAlpha([
				["a", "a"],
				["a", "a"],
			]),
		])
			expect(figure).toEqual({ value: null, reason: "no-variation" });
	});
	test("and unequal numbers of raters are refused by Fleiss' kappa", () => {
		expect(() => fleissKappa([[2, 0], [1]])).toThrow("raters");
	});
});

describe("kappa", () => {
	test("is within -1 and 1, and 1 exactly for full agreement", () => {
		fc.assert(
			fc.property(pairsOf, (pairs) => {
				const { value } = cohensKappa(pairs);
				if (value === null) return;
				expect(value).toBeGreaterThanOrEqual(-1);
				expect(value).toBeLessThanOrEqual(1);
				expect(value === 1).toBe(pairs.every(([x, y]) => x === y));
			}),
		);
	});
	test("does not depend on who is first or on the order of things; nor does alpha", () => {
		fc.assert(
			fc.property(pairsOf, (pairs) => {
				const swapped = pairs.map(([x, y]): LabelPair => [y, x]).reverse();
				expect(cohensKappa(swapped)).toEqual(cohensKappa(pairs));
				const [alpha, other] = [krippendorffAlpha(pairs), krippendorffAlpha(swapped)];
				expect(other.value ?? 9).toBeCloseTo(alpha.value ?? 9, 12);
			}),
		);
	});
	test("of Fleiss and alpha agree but for alpha's small-sample term", () => {
		fc.assert(
			fc.property(pairsOf, (pairs) => {
				const names = ["a", "b", "tie", "both_bad"];
				const counts = pairs.map((pair) => names.map((n) => pair.filter((x) => x === n).length));
				const [fleiss, alpha] = [fleissKappa(counts).value, krippendorffAlpha(pairs).value];
				expect(fleiss === null).toBe(alpha === null);
				if (fleiss === null || alpha === null) return;
				// alpha = 1 - (n - 1)/n (1 - kappa), n being all labels.
				const n = 2 * pairs.length;
				expect(alpha).toBeCloseTo(1 - ((n - 1) / n) * (1 - fleiss), 10);
			}),
		);
	});
});

describe("the bootstrap", () => {
	const interval = (pairs: LabelPair[], seed: number) =>
		bootstrapInterval(pairs, cohensKappa, { random: seededRandom(seed), draws: 2000 });
	test("holds the estimate and is about as wide as its standard error says", () => {
		const { lower, upper } = interval(fifty, 1);
		// sqrt(po (1 - po) / n) / (1 - pe) = 0.130: four of them between the ends.
		expect(lower).toBeLessThan(0.4);
		expect(upper).toBeGreaterThan(0.4);
		expect(((upper ?? 0) - (lower ?? 0)) / (2 * 1.96 * 0.1296)).toBeCloseTo(1, 0);
	});
	test("is the same for the same seed", () => {
		expect(interval(fifty, 5)).toEqual(interval(fifty, 5));
		expect(interval(fifty, 5)).not.toEqual(interval(fifty, 6));
	});
	test("has no interval where the statistic has no value", () => {
		expect(interval([], 1)).toEqual({ lower: null, upper: null, reason: "no-data" });
		expect(interval(repeat(["a", "a"], 5), 1).reason).toBe("no-variation");
	});
	test("has none either where most draws are without a value", () => {
		// Kappa of a draw of two is undefined when both are the same: in half of the draws or more.
		const pairs: LabelPair[] = [
			["a", "a"],
			["b", "b"],
		];
		const fixed = { next: () => 0 };
		const drawn = bootstrapInterval(pairs, cohensKappa, { random: fixed, draws: 10 });
		expect(drawn).toEqual({ lower: null, upper: null, reason: "no-variation" });
	});
});
