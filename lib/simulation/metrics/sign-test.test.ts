import fc from "fast-check";
import { expect, test } from "vitest";
import { signTest } from "./sign-test.ts";

test.each([
	[5, 0, 2 / 32],
	[0, 5, 2 / 32],
	[9, 1, (2 * 11) / 1024],
	[3, 3, 1],
	[1, 0, 1],
])("%d against %d", (positive, negative, p) => {
	expect(signTest(positive, negative)).toBeCloseTo(p, 12);
});

test("nothing to split has no p-value, and thousands of signs have one", () => {
	expect(signTest(0, 0)).toBeNull();
	// 5,100 of 10,000: z = 199 / 100 with the correction for continuity, two-sided 0.0466.
	expect(signTest(5100, 4900)).toBeCloseTo(0.0466, 4);
});

test("is the sum of the binomial tail", () => {
	fc.assert(
		fc.property(fc.nat(20), fc.nat(20), (positive, negative) => {
			const total = positive + negative;
			if (total === 0) return;
			let row = [1];
			for (let i = 0; i < total; i++) row = [1, ...row.map((n, j) => n + (row[j + 1] ?? 0))];
			const fewer = Math.min(positive, negative);
			const tail = row.slice(0, fewer + 1).reduce((sum, n) => sum + n, 0);
			expect(signTest(positive, negative)).toBeCloseTo(Math.min(1, (2 * tail) / 2 ** total), 10);
		}),
	);
});
