import { afterAll } from "vitest";
import { closeSandbox } from "#lib/sandbox/run-code.ts";
import { codeRunner } from "#lib/services/run/code-runner.ts";
import type { CodeRunner } from "#lib/simulation/suite.ts";

const ran = new Map<string, ReturnType<CodeRunner["run"]>>();

/** The sandbox. Equal requests give equal answers, so each is run once. */
export const sandbox: CodeRunner = {
	run(request) {
		const key = JSON.stringify(request);
		const answer = ran.get(key) ?? codeRunner.run(request);
		ran.set(key, answer);
		return answer;
	},
};

afterAll(closeSandbox);
