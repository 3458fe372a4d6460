import type { CodeRunner } from "#lib/simulation/suite.ts";

/** For suites that grade without running code. */
export const noCode: CodeRunner = {
	run: () => Promise.reject(new Error("Broken invariant: this suite runs no code")),
};
