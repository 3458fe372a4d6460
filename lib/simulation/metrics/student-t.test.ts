import fc from "fast-check";
import { expect, test } from "vitest";
import { studentQuantile, studentShare } from "./student-t.ts";

// Two-sided 95 % and 99 % points of the printed tables.
test.each([
	[0.975, 1, 12.706204736],
	[0.975, 2, 4.30265273],
	[0.975, 3, 3.182446305],
	[0.975, 9, 2.262157163],
	[0.975, 30, 2.042272456],
	[0.995, 4, 4.604094871],
	[0.995, 7, 3.499483297],
	[0.5, 5, 0],
])("the t below which %d lies with %d degrees of freedom", (chance, freedom, t) => {
	expect(studentQuantile(chance, freedom)).toBeCloseTo(t, 8);
	expect(studentQuantile(1 - chance, freedom)).toBeCloseTo(-t, 8);
});

test("many degrees of freedom come near the normal distribution", () => {
	expect(studentQuantile(0.975, 20_000)).toBeCloseTo(1.959963984540054, 3);
});

test("the share is the integral of the density", () => {
	for (const [freedom, constant] of [
		[1, 1 / Math.PI],
		[2, 1 / (2 * Math.sqrt(2))],
		[5, 8 / (3 * Math.PI * Math.sqrt(5))],
	] as const) {
		const width = 1e-4;
		let sum = 0;
		for (let x = width / 2; x < 1.5; x += width)
			sum += 2 * width * constant * (1 + x ** 2 / freedom) ** (-(freedom + 1) / 2);
		expect(studentShare(1.5, freedom)).toBeCloseTo(sum, 6);
	}
});

test("the quantile undoes the share", () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 400 }),
			fc.double({ min: 0.001, max: 0.999, noNaN: true }),
			(freedom, share) => {
				expect(studentShare(studentQuantile((1 + share) / 2, freedom), freedom)).toBeCloseTo(
					share,
					9,
				);
			},
		),
	);
});
