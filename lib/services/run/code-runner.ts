import type { CodeRunner } from "#lib/simulation/suite.ts";

/**
 * Runs code that a model has written for a check in the sandbox, within the configured limits. Rejects with
 * `sandbox-busy` when too many runs wait.
 */
export const codeRunner: CodeRunner = {
	async run({ code, calls, seed }) {
		// Only when it is needed: few suites run code, and no page does.
		const { runCode } = await import("#lib/sandbox/run-code.ts");
		const { state, results, output } = await runCode({
			code,
			calls: calls.map(({ name, arguments: args }) => ({ fn: name, args })),
			seed,
		});
		return {
			state,
			output,
			results: results.map((result) =>
				"value" in result ? result : { error: `${result.error.name}: ${result.error.message}` },
			),
		};
	},
};
