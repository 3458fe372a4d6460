import { expect, test } from "vitest";
import { formatOf } from "./format.ts";

const format = formatOf("en");

test("times take the largest unit that fits", () => {
	expect([0, 999, 1000, 90_000, 3_600_000, 86_400_000 * 3].map(format.time)).toEqual([
		"0 ms",
		"999 ms",
		"1 sec",
		"1.5 min",
		"1 hr",
		"3 days",
	]);
});

test("sizes, shares and money read as such", () => {
	expect(format.bytes(12_400_000)).toBe("12 MB");
	expect(format.percent(0.1234)).toBe("12.3%");
	expect([0, 1 / 19_900, 0.00099, 0.001].map(format.percent)).toEqual([
		"0%",
		"0.005%",
		"0.099%",
		"0.1%",
	]);
	expect(format.usd(0.00123)).toBe("$0.0012");
	expect(format.when("2026-11-24T05:00:00Z")).toContain("UTC");
});
