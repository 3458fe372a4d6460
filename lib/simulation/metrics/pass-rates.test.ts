import fc from "fast-check";
import { expect, test } from "vitest";
import { passAll, passAny, passRate } from "./pass-rates.ts";

test.each([
	// C(3,2) / C(5,2) = 3 / 10, and 1 - C(2,2) / C(5,2) = 9 / 10.
	[3, 5, 2, 0.3, 0.9],
	[4, 4, 4, 1, 1],
	[0, 4, 2, 0, 0],
	[1, 4, 2, 0, 0.5],
])("%d of %d passed, k = %d", (passed, repetitions, k, all, any) => {
	expect(passAll(passed, repetitions, k)).toBeCloseTo(all, 12);
	expect(passAny(passed, repetitions, k)).toBeCloseTo(any, 12);
});

test("fewer repetitions than k tell nothing", () => {
	expect(passAll(2, 2, 3)).toBeNull();
	expect(passAny(2, 2, 3)).toBeNull();
});

test("both are what counting every choice of k gives", () => {
	fc.assert(
		fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }), fc.nat(7), (runs, more) => {
			const k = 1 + (more % runs.length);
			const choices = subsets(runs.length).filter(({ length }) => length === k);
			const share = (holds: (choice: number[]) => boolean) =>
				choices.filter(holds).length / choices.length;
			const passed = runs.filter(Boolean).length;
			expect(passAll(passed, runs.length, k)).toBeCloseTo(
				share((choice) => choice.every((i) => runs[i])),
				12,
			);
			expect(passAny(passed, runs.length, k)).toBeCloseTo(
				share((choice) => choice.some((i) => runs[i])),
				12,
			);
		}),
	);
});

test("is the mean over scenarios, and says what it left out", () => {
	const rows = [
		...[1, 1, 1, 0].map((value, replicate) => ({ scenario: "one", replicate, value })),
		...[1, 0.5, 0, 1].map((value, replicate) => ({ scenario: "two", replicate, value })),
		{ scenario: "three", replicate: 0, value: 1 },
		{ scenario: "three", replicate: 1, value: null },
	];
	const rate = passRate(rows, 2);
	// C(3,2)/C(4,2) = 1/2 and C(2,2)/C(4,2) = 1/6.
	expect(rate.all.mean).toBeCloseTo((1 / 2 + 1 / 6) / 2, 12);
	expect(rate.any.mean).toBeCloseTo((1 + 5 / 6) / 2, 12);
	expect(rate.leftOut).toBe(1);
	expect(passRate(rows, 2, { passAt: 0.5 }).all.mean).toBeCloseTo((1 / 2 + 1 / 2) / 2, 12);
	expect(passRate(rows, 9)).toMatchObject({ all: { mean: null, lower: null }, leftOut: 3 });
});

test.each([0, 1])("has an interval with a width when every chance is %d", (value) => {
	const rows = Array.from({ length: 10 }, (_, i) =>
		[0, 1, 2].map((replicate) => ({ scenario: `s${i}`, replicate, value })),
	).flat();
	// Wilson with n = 10 scenarios, z = t(9) = 2.262157: the far bound lies z² / (10 + z²) away.
	const away = 2.262157163 ** 2 / (10 + 2.262157163 ** 2);
	for (const { mean, lower, upper } of [passRate(rows, 2).all, passRate(rows, 2).any]) {
		expect(mean).toBe(value);
		expect(lower).toBeCloseTo(value === 1 ? 1 - away : 0, 8);
		expect(upper).toBeCloseTo(value === 1 ? 1 : away, 8);
	}
	const [one] = rows;
	if (one !== undefined) expect(passRate([one], 1).all).toMatchObject({ mean: value, lower: null });
});

function subsets(size: number): number[][] {
	return Array.from({ length: 2 ** size }, (_, bits) =>
		Array.from({ length: size }, (_, i) => i).filter((i) => (bits >> i) & 1),
	);
}
