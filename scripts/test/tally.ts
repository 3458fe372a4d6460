import { z } from "zod";

/** How many tests or gates passed and failed. */
export interface Tally {
	passed: number;
	failed: number;
}

const vitestReport = z.object({
	numPassedTests: z.number(),
	numFailedTests: z.number(),
	testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

/** Reads Vitest's JSON report. A file that failed before any of its tests ran counts as one failure. */
export function tallyVitest(report: unknown): Tally {
	const { numPassedTests, numFailedTests, testResults } = vitestReport.parse(report);
	const broken = testResults.filter(
		(f) => f.status === "failed" && f.assertionResults.length === 0,
	);
	return { passed: numPassedTests, failed: numFailedTests + broken.length };
}

const playwrightReport = z.object({
	stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
	errors: z.array(z.unknown()).default([]),
});

/** Reads Playwright's JSON report. A flaky test is a failure; so is an error outside any test. */
export function tallyPlaywright(report: unknown): Tally {
	const { stats, errors } = playwrightReport.parse(report);
	return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}
