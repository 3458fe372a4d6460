import fc from "fast-check";
import { expect, test } from "vitest";
import { normalQuantile, normalTail, twoSidedChance } from "./normal-distribution.ts";

test.each([
	[0, 0.5],
	[1, 0.15865525393145707],
	[1.96, 0.024997895148220435],
	[2.5, 0.006209665325776132],
	[3, 0.0013498980316300933],
	[6, 9.865876450376946e-10],
	[10, 7.61985302416052e-24],
])("tail beyond %d", (x, chance) => {
	expect(normalTail(x) / chance).toBeCloseTo(1, 11);
	expect(normalTail(-x)).toBeCloseTo(1 - chance, 14);
});

test("tail is the integral of the density", () => {
	const step = 1e-3;
	for (const x of [0.3, 1.7, 2.4, 2.6, 4]) {
		let sum = 0;
		for (let at = x + step / 2; at < 12; at += step) sum += Math.exp((-at * at) / 2) * step;
		expect(normalTail(x) / (sum / Math.sqrt(2 * Math.PI))).toBeCloseTo(1, 5);
	}
});

test("the quantile undoes the tail", () => {
	expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 13);
	expect(normalQuantile(0.8)).toBeCloseTo(0.8416212335729143, 13);
	expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
	expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
	expect(normalQuantile(-0.1)).toBeNaN();
	fc.assert(
		fc.property(fc.double({ min: -7, max: 7, noNaN: true }), (x) => {
			const chance = normalTail(Math.abs(x));
			expect(Math.abs(normalQuantile(chance))).toBeCloseTo(Math.abs(x), 8);
		}),
	);
});

test("two sides", () => {
	expect(twoSidedChance(-1.959963984540054)).toBeCloseTo(0.05, 13);
	expect(twoSidedChance(0)).toBe(1);
});
