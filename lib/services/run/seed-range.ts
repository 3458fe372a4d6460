import { findKnownSuite } from "./known-suite.ts";

/** Of which seeds of its suite a scenario is: `practice` seeds are public, `board` seeds the instance keeps to itself. */
export type SeedRangeName = "practice" | "board";

/**
 * The range of a scenario's seed. Of a suite whose version is not known any more every seed counts as `board`: then
 * nobody can say which were public. Environments over HTTP have to be known (`knowSuites`).
 */
export function seedRange({
	suite,
	version,
	seed,
}: {
	suite: string;
	version: string;
	seed: number;
}): SeedRangeName {
	const practice = findKnownSuite(suite, version)?.practice;
	const isPractice =
		practice !== undefined && seed >= practice.from && seed < practice.from + practice.count;
	return isPractice ? "practice" : "board";
}
