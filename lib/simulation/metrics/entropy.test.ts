import fc from "fast-check";
import { expect, test } from "vitest";
import { bitsGained, candidateBits, entropyBits } from "./entropy.ts";
import { sessionSatisfaction } from "./session-satisfaction.ts";

test("entropy of known weights", () => {
	expect(entropyBits([1, 1, 1, 1])).toBeCloseTo(2, 12);
	expect(entropyBits([2, 1, 1])).toBeCloseTo(1.5, 12);
	expect(entropyBits([5, 0])).toBeCloseTo(0, 12);
	expect(entropyBits([])).toBeNull();
	expect(entropyBits([0, 0])).toBeNull();
	expect(() => entropyBits([-1])).toThrow("not negative");
	expect(candidateBits(240)).toBeCloseTo(7.906890595608519, 12);
	expect(candidateBits(0)).toBeNull();
});

test("a question gains what is left to be found out less", () => {
	expect(bitsGained(candidateBits(8), candidateBits(2))).toBe(2);
	expect(bitsGained(candidateBits(8), candidateBits(0))).toBeNull();
	expect(bitsGained(null, 1)).toBeNull();
});

test("no weights are more uncertain than even ones", () => {
	fc.assert(
		fc.property(fc.array(fc.nat(100), { minLength: 1, maxLength: 30 }), (weights) => {
			const bits = entropyBits(weights);
			if (bits === null) return;
			expect(bits).toBeGreaterThanOrEqual(-1e-12);
			expect(bits).toBeLessThanOrEqual(Math.log2(weights.length) + 1e-9);
		}),
	);
});

test("session satisfaction counts the turns before the first failure", () => {
	expect(sessionSatisfaction([])).toBeNull();
	expect(sessionSatisfaction([true, true, true, true])).toBe(1);
	expect(sessionSatisfaction([true, true, false, true])).toBe(0.5);
	expect(sessionSatisfaction([false, true])).toBe(0);
});
