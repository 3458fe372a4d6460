import { type Comparison, compareGrades } from "#lib/simulation/compare.ts";
import type { Grade } from "#lib/simulation/suite.ts";
import { findKnownSuite } from "./known-suite.ts";

/** The version of the rule that makes a programmatic verdict of two grades. */
const VERDICT_VERSION = "1.0.0";

/** What two grades of one scenario say, and what is kept of how it came about. */
export interface ProgramVerdict {
	/** Null when it is unscored; the provenance says why. */
	outcome: "a" | "b" | "tie" | null;
	provenance: { rule: string; suite: string; version: string } & (
		| Comparison
		| { kind: "unscored"; reason: "suite-changed" }
	);
}

/**
 * The programmatic verdict on two conversations of a version of a suite. Unscored when the suite has another version
 * today: what decided then is not known any more.
 */
export function programVerdict(
	played: { suite: string; version: string },
	a: Grade["metrics"],
	b: Grade["metrics"],
): ProgramVerdict {
	const suite = findKnownSuite(played.suite, played.version);
	const about = { rule: VERDICT_VERSION, suite: played.suite, version: played.version };
	if (suite === undefined)
		return { outcome: null, provenance: { ...about, kind: "unscored", reason: "suite-changed" } };
	const compared = compareGrades(suite, { metrics: a }, { metrics: b });
	const outcome = compared.kind === "scored" ? compared.outcome : null;
	return { outcome, provenance: { ...about, ...compared } };
}
