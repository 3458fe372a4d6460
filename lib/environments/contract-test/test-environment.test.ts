import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
	type Exchange,
	type RunningServer,
	startSampleEnvironment,
	startSpoiledEnvironment,
} from "#lib/testing/sample-environment.ts";
import { testEnvironment } from "./test-environment.ts";

const options = { scenario: {}, seed: 11, stepsMax: 200 };
let sample: RunningServer;
beforeAll(async () => {
	sample = await startSampleEnvironment();
});
afterAll(() => sample.stop());

const testAt = (url: string) =>
	testEnvironment({ url, contract: "parley-v1", trusted: true }, options);

/** The names of the checks that fail when the sample's answers are changed so. */
async function failuresOf(spoil: (exchange: Exchange) => void): Promise<string[]> {
	const spoiled = await startSpoiledEnvironment(sample.url, spoil);
	try {
		const { ok, checks } = await testAt(spoiled.url);
		const failed = checks.filter((check) => !check.ok).map(({ name }) => name);
		expect(ok).toBe(failed.length === 0);
		return failed;
	} finally {
		await spoiled.stop();
	}
}

let calls = 0;
const isOf = (exchange: Exchange, request: string) => exchange.request === request;
const isTool = ({ body }: Exchange, name: string) => JSON.stringify(body).includes(`"${name}"`);
const steps = new Map<unknown, number>();

describe("the contract test", () => {
	it("passes the sample, with nothing left out", async () => {
		const { ok, checks } = await testAt(sample.url);
		expect(checks.filter((check) => !check.ok || check.skipped)).toEqual([]);
		expect(ok).toBe(true);
		expect(checks).toHaveLength(20);
	});
	it("passes the sample behind a plain proxy", async () => {
		expect(await failuresOf(() => {})).toEqual([]);
	});
	const spoilers: [string, string[], (exchange: Exchange) => void][] = [
		[
			"tools that share a name",
			["tools"],
			({ answer }) => {
				const [look, walk] = (answer["tools"] ?? []) as object[];
				if (look && walk) answer["tools"] = [look, walk, look];
			},
		],
		[
			"an unknown tool that is done without a word",
			["unknown-tool"],
			(exchange) => {
				if (isTool(exchange, "no_such_tool")) exchange.answer["info"] = {};
			},
		],
		[
			"a missing parameter called otherwise",
			["missing-parameter"],
			(exchange) => {
				const text = JSON.stringify(exchange.answer).replace("missing-parameter", "runtime");
				exchange.answer = JSON.parse(text);
			},
		],
		[
			"an invented parameter that is swallowed",
			["invented-parameter"],
			(exchange) => {
				if (isTool(exchange, "no_such_parameter")) exchange.answer["info"] = null;
			},
		],
		[
			"arguments that are no JSON and are taken",
			["arguments-not-json"],
			(exchange) => {
				if (isTool(exchange, "{not json")) exchange.answer["info"] = {};
			},
		],
		[
			"a state that changes by being read",
			["state", "sessions-apart"],
			(exchange) => {
				if (isOf(exchange, "GET /state")) exchange.answer["reads"] = calls++;
			},
		],
		[
			"a score in words",
			["score", "same-seed", "at-once", "done"],
			(exchange) => {
				if (isOf(exchange, "POST /score") && exchange.status === 200)
					exchange.answer = { grade: "good" };
			},
		],
		[
			"observations that tell the time",
			["same-seed", "at-once"],
			(exchange) => {
				if (isOf(exchange, "POST /create")) exchange.answer["observation"] = `${calls++}`;
			},
		],
		[
			"steps after the end that bring a reward",
			["step-after-done"],
			(exchange) => {
				if (exchange.status !== 409) return;
				Object.assign(exchange, {
					status: 200,
					answer: { observation: "", reward: 1, done: true },
				});
			},
		],
		[
			"failures where a refusal is due",
			["wrong-id", "bad-request", "step-after-close"],
			(exchange) => {
				if (exchange.status === 404 && exchange.request !== "POST /close") exchange.status = 500;
			},
		],
		[
			"a body of any size that is taken",
			["body-too-large"],
			(exchange) => {
				if (exchange.status !== 413) return;
				Object.assign(exchange, { status: 200, answer: { done: false } });
			},
		],
		[
			"a failure to close twice",
			["close-twice"],
			(exchange) => {
				if (exchange.request === "POST /close" && exchange.status === 404) exchange.status = 500;
			},
		],
		[
			"a server that cannot close",
			["same-seed", "sessions-apart", "at-once", "step-after-done", "body-too-large", "close"],
			(exchange) => {
				if (exchange.request === "POST /close" && exchange.status === 200) exchange.status = 500;
			},
		],
	];
	it.each(spoilers)("finds %s", async (_, names, spoil) => {
		expect(await failuresOf(spoil)).toEqual(names);
	});
	it("finds sessions that run into each other", async () => {
		const failed = await failuresOf((exchange) => {
			if (!isOf(exchange, "POST /step") && !isOf(exchange, "GET /state")) return;
			steps.set("all", (steps.get("all") ?? 0) + (isOf(exchange, "POST /step") ? 1 : 0));
			if (isOf(exchange, "GET /state")) exchange.answer["steps"] = steps.get("all");
		});
		expect(failed).toEqual(["sessions-apart"]);
	});
	it("says what it could not check", async () => {
		const { ok, checks } = await testEnvironment(
			{ url: sample.url, contract: "parley-v1", trusted: true },
			{ ...options, stepsMax: 3 },
		);
		expect(ok).toBe(true);
		expect(checks.filter(({ skipped }) => skipped).map(({ name }) => name)).toEqual([
			"done",
			"step-after-done",
		]);
	});
	it("tries nothing more where nothing can be created", async () => {
		const failed = await failuresOf((exchange) => {
			exchange.status = 500;
		});
		expect(failed).toHaveLength(20);
	});
});
