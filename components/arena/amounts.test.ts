import { describe, expect, it } from "vitest";
import { duration, money, percent, tokensPerSecond } from "./amounts.ts";

describe("amounts", () => {
	it("shows small prices with the digits they need", () => {
		expect(money(0, "en")).toBe("$0");
		expect(money(0.000123, "en")).toBe("$0.00012");
		expect(money(0.05, "en")).toBe("$0.05");
		expect(money(12.5, "en")).toBe("$12.50");
	});

	it("shows durations in the unit people read", () => {
		expect(duration(240, "en")).toBe("240 ms");
		expect(duration(12_340, "en")).toBe("12.3 sec");
	});

	it("never makes a speed of missing numbers", () => {
		const usage = { costUsd: null, tokensIn: null, tokensOut: 100, ttftMs: null, durationMs: 4000 };
		expect(tokensPerSecond(usage)).toBe(25);
		expect(tokensPerSecond({ ...usage, tokensOut: null })).toBeNull();
		expect(tokensPerSecond({ ...usage, durationMs: 0 })).toBeNull();
		expect(percent(0.646, "en")).toBe("65%");
	});
});
