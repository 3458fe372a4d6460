import type { Outcome } from "#lib/environments/outcome.ts";

/** One finding of a contract test. */
export interface CheckFinding {
	name: string;
	ok: boolean;
	/** What was seen, or what is wrong and what the contract wants. */
	detail: string;
	/** True when the server gave no occasion to check this; then `ok` says nothing against it. */
	skipped: boolean;
}

export interface Check {
	name: string;
	/** The detail of a pass. Throws `CheckFailed` or `CheckSkipped`. */
	run(): Promise<string>;
}

export class CheckFailed extends Error {}
export class CheckSkipped extends Error {}

/** The value of a request that has to succeed. */
export function must<T>(outcome: Outcome<T>): T {
	if (outcome.ok) return outcome.value;
	throw new CheckFailed(`${outcome.failure.code}: ${outcome.failure.message}`);
}

export function expectThat(condition: boolean, otherwise: string): asserts condition {
	if (!condition) throw new CheckFailed(otherwise);
}

/** Runs checks in order. When the first fails there is nothing to check, and the others fail untried. */
export async function runChecks(checks: readonly Check[]): Promise<CheckFinding[]> {
	const findings: CheckFinding[] = [];
	for (const { name, run } of checks) {
		const [first] = findings;
		findings.push(
			first !== undefined && !first.ok
				? { name, ok: false, detail: `not tried, for ${first.name} failed`, skipped: true }
				: await findingOf(name, run),
		);
	}
	return findings;
}

async function findingOf(name: string, run: () => Promise<string>): Promise<CheckFinding> {
	try {
		return { name, ok: true, detail: await run(), skipped: false };
	} catch (error) {
		if (error instanceof CheckSkipped)
			return { name, ok: true, detail: error.message, skipped: true };
		if (error instanceof CheckFailed)
			return { name, ok: false, detail: error.message, skipped: false };
		throw error;
	}
}
