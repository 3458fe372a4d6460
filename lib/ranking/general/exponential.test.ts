import fc from "fast-check";
import { expect, test } from "vitest";
import { exponential } from "./exponential.ts";

test("is the exponential function to its last digits", () => {
	const x = fc.oneof(
		fc.double({ min: -3, max: 3, noNaN: true }),
		fc.double({ min: -745, max: 709, noNaN: true }),
	);
	fc.assert(
		fc.property(x, (at) => {
			const exact = Math.exp(at);
			expect(Math.abs(exponential(at) - exact)).toBeLessThanOrEqual(7e-16 * exact);
		}),
		{ numRuns: 2000 },
	);
	expect(exponential(0)).toBe(1);
});

test("and where there is none or it is too large or small", () => {
	expect(exponential(Number.NaN)).toBeNaN();
	expect(exponential(800)).toBe(Number.POSITIVE_INFINITY);
	expect(exponential(-800)).toBe(0);
});
