import { expect, test } from "vitest";
import { percentile } from "./percentile.ts";
import { reliability } from "./reliability.ts";

test("a percentile lies between two values in proportion", () => {
	expect(percentile([], 0.9)).toBeNull();
	expect(percentile([7], 0.1)).toBe(7);
	expect(percentile([10, 1, 2], 0.5)).toBe(2);
	// The 90th of 0..10 is 9, of 0, 1 is 0.9.
	expect(percentile([...Array(11).keys()], 0.9)).toBeCloseTo(9, 12);
	expect(percentile([1, 0], 0.9)).toBeCloseTo(0.9, 12);
});

test("aptitude and unreliability are percentiles over repetitions, averaged over scenarios", () => {
	const steady = Array.from({ length: 11 }, (_, replicate) => ({
		scenario: "steady",
		replicate,
		value: 0.5,
	}));
	const wild = steady.map((row, i) => ({ ...row, scenario: "wild", value: i / 10 }));
	const found = reliability([...steady, ...wild, { scenario: "once", replicate: 0, value: 1 }]);
	expect(found.average.mean).toBeCloseTo(0.5, 12);
	expect(found.aptitude.mean).toBeCloseTo((0.5 + 0.9) / 2, 12);
	expect(found.unreliability.mean).toBeCloseTo((0 + 0.8) / 2, 12);
	expect(found.unreliability.clusters).toBe(2);
	expect(found.leftOut).toBe(1);
	expect(reliability([]).unreliability.mean).toBeNull();
});
