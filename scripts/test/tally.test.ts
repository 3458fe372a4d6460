import { describe, expect, it } from "vitest";
import { tallyPlaywright, tallyVitest } from "./tally.ts";

describe("tallyVitest", () => {
	it("counts tests, and a file that broke before its tests as one failure", () => {
		const report = {
			numPassedTests: 7,
			numFailedTests: 2,
			testResults: [
				{ status: "passed", assertionResults: [{}] },
				{ status: "failed", assertionResults: [{}, {}] },
				{ status: "failed", assertionResults: [] },
			],
		};
		expect(tallyVitest(report)).toEqual({ passed: 7, failed: 3 });
	});
	it("refuses a report of another shape", () => {
		expect(() => tallyVitest({ passed: 7 })).toThrow();
	});
});

describe("tallyPlaywright", () => {
	it("counts flaky tests and errors outside tests as failures, and skipped ones not at all", () => {
		const report = {
			stats: { expected: 9, unexpected: 1, flaky: 1, skipped: 4 },
			errors: [{ message: "x" }],
		};
		expect(tallyPlaywright(report)).toEqual({ passed: 9, failed: 3 });
	});
});
