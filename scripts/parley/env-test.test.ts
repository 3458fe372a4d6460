import { spawn } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningServer, startSampleEnvironment } from "#lib/testing/sample-environment.ts";

let sample: RunningServer;
beforeAll(async () => {
	sample = await startSampleEnvironment();
});
afterAll(() => sample.stop());

function parley(...args: string[]): Promise<{ status: number | null; out: string; err: string }> {
	return new Promise((resolve) => {
		const child = spawn(process.execPath, ["scripts/parley.js", "env", "test", ...args]);
		let out = "";
		let err = "";
		child.stdout.on("data", (text) => {
			out += text;
		});
		child.stderr.on("data", (text) => {
			err += text;
		});
		child.on("close", (status) => resolve({ status, out, err }));
	});
}

describe("parley env test", () => {
	test("prints one JSON document of the documented shape", async () => {
		const { status, out, err } = await parley(sample.url, "--json");
		expect({ status, err }).toEqual({ status: 0, err: "" });
		const answer = JSON.parse(out);
		expect(Object.keys(answer)).toEqual(["ok", "checks"]);
		expect(answer.ok).toBe(true);
		expect(answer.checks[0]).toEqual({
			name: "create",
			ok: true,
			detail: expect.any(String),
			skipped: false,
		});
	});
	test("prints a table for people", async () => {
		const { status, out } = await parley(sample.url, "--steps", "2");
		expect(status).toBe(0);
		expect(out).toMatch(/^ok +same-seed +equal/m);
		expect(out).toMatch(/^skipped +done +no end within 2 steps/m);
		expect(out).toMatch(/keeps the contract\n$/);
	});
	test("ends with 1 when a check fails", async () => {
		const { status, out } = await parley(sample.url, "--contract", "agentgym");
		expect(status).toBe(1);
		expect(out).toMatch(/^FAILED +create-reset/m);
		expect(out).toMatch(/does not keep the contract: 1 of 7 checks failed\n$/);
	});
	test.each([
		[["nonsense"], /no address of an environment/],
		[[], /missing required argument/],
		[["http://127.0.0.1:9", "--contract", "gym"], /Allowed choices are parley-v1, agentgym/],
		[["http://127.0.0.1:9", "--scenario", "{"], /must be JSON/],
		[["http://127.0.0.1:9", "--seed", "1.5"], /whole number/],
	])("ends with 2 for %j", async (args, words) => {
		const { status, out, err } = await parley(...args);
		expect({ status, out }).toEqual({ status: 2, out: "" });
		expect(err).toMatch(words);
	});
});
