import { createContext, runInContext } from "node:vm";
import type { Json } from "#lib/simulation/json.ts";
import type { CodeRunner } from "#lib/simulation/suite.ts";

/** Runs code of these tests, which is ours, without the sandbox. */
export const vmRunner: CodeRunner = {
	run({ code, calls }) {
		const context = createContext({});
		try {
			runInContext(code, context, { timeout: 2000 });
		} catch {
			return Promise.resolve({ state: "error", results: [], output: "" });
		}
		const results = calls.map(({ name, arguments: given }) => {
			try {
				const call = `JSON.stringify(${name}(...${JSON.stringify(given)})) ?? "null"`;
				const value: Json = JSON.parse(String(runInContext(call, context, { timeout: 2000 })));
				return { value };
			} catch (error) {
				return { error: String(error) };
			}
		});
		return Promise.resolve({ state: "ok", results, output: "" });
	},
};
