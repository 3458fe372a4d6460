import type { CheckResult } from "./instruction.ts";
import type { Relation } from "./kwargs.ts";

/** Compares a count with a limit: `at least` includes the limit, `less than` does not. */
export function compareCount(found: number, relation: Relation, limit: number): CheckResult {
	const ok = relation === "at least" ? found >= limit : found < limit;
	return { ok, detail: `found ${found}, wanted ${relation} ${limit}` };
}
