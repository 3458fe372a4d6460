import { AppError } from "#lib/kernel/app-error.ts";
import type { Suite } from "#lib/simulation/suite.ts";

/**
 * Runs what a suite does. What it throws becomes `suite-fault` (500), so that it is not taken for a fault of this
 * process, which another try might get over.
 */
export function inSuite<T>(suite: Pick<Suite, "slug" | "version">, work: () => T): T {
	try {
		return work();
	} catch (error) {
		throw suiteFault(suite, error);
	}
}

/** The error that says that a suite failed. */
export const suiteFault = ({ slug, version }: Pick<Suite, "slug" | "version">, cause: unknown) =>
	new AppError("suite-fault", `The suite ${slug} ${version} failed.`, { status: 500, cause });
