import { afterAll, expect, test } from "vitest";
import { closeSandbox } from "#lib/sandbox/run-code.ts";
import { codeRunner } from "./code-runner.ts";

afterAll(closeSandbox);

test("runs code in the sandbox and gives what each call came to", async () => {
	const run = await codeRunner.run({
		code: "const add = (a, b) => a + b; console.log('loaded'); function fail() { throw new RangeError('no'); }",
		calls: [
			{ name: "add", arguments: [2, 3] },
			{ name: "fail", arguments: [] },
			{ name: "add", arguments: ["a", "b"] },
		],
		seed: 1,
	});
	expect(run).toEqual({
		state: "ok",
		output: "loaded\n",
		results: [{ value: 5 }, { error: "RangeError: no" }, { value: "ab" }],
	});
});
