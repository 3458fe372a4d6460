import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { endpointMemory } from "#lib/services/model/call-model.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { type FaultServer, sayText, startFaultServer } from "#lib/testing/fault-server.ts";
import { addEndpoint, addHouse, launch, play, playOut, sql } from "#lib/testing/run-fixture.ts";
import { spentBudget } from "./run-budget.ts";

testDatabase();

let server: FaultServer;
beforeAll(async () => {
	server = await startFaultServer();
	// One call a conversation; the fake usage is 1,000 tokens in and 200 out: 0.003 US dollars.
	server.answer = (response) => sayText(response, "WALK");
	await addHouse();
	await addEndpoint("priced", server.baseUrl);
	await addEndpoint("unpriced", server.baseUrl, { isPriced: false });
});
afterAll(() => server.stop());
beforeEach(() => {
	server.requests.length = 0;
	endpointMemory().circuits.clear();
});

const run = { suites: ["fair-price"], models: ["priced"], seeds: { count: 30 }, concurrency: 3 };
const states = async (runId: string) =>
	Object.fromEntries(
		(
			await sql<{ state: string; n: number }>(
				"SELECT state, count(*) AS n FROM episodes WHERE run_id = $1 GROUP BY state",
				[runId],
			)
		).map(({ state, n }) => [state, n]),
	);

describe("a budget", () => {
	test.each([
		["calls", { calls: 8 }, 8, "the budget of 8 calls is used up"],
		["tokens", { tokens: 7300 }, 7, "the budget of 7300 tokens is used up"],
		["money", { usd: 0.02 }, 7, "the budget of 0.02 US dollars is used up"],
	])(
		"of %s stops a run; what is being played may end, no more",
		async (_, budget, least, reason) => {
			const progress = await play({ ...run, budget }, { workers: 2, atOnce: 4 });
			expect(progress).toMatchObject({
				state: "stopped",
				stateReason: reason,
				waiting: 0,
				running: 0,
			});
			expect(progress.finished).toBeGreaterThanOrEqual(least);
			// At most as many more as were being played when it was reached.
			expect(progress.finished).toBeLessThan(least + run.concurrency);
			expect(server.requests).toHaveLength(progress.finished);
			expect(progress.cancelled).toBe(30 - progress.finished);
			expect(progress.eventLogHash).toMatch(/^[0-9a-f]{64}$/);
		},
	);

	test("of nothing plays nothing, and says so, whatever it is a budget of", async () => {
		for (const budget of [{ calls: 0 }, { tokens: 0 }, { usd: 0 }, { minutes: 0 }]) {
			const progress = await play({ ...run, budget }, { workers: 2 });
			expect(progress).toMatchObject({ state: "stopped", finished: 0, cancelled: 30 });
			expect(progress.stateReason).toMatch(/^the budget of 0 .* allows nothing to be played$/);
		}
		expect(server.requests).toHaveLength(0);
	});

	test("of minutes counts from the launch, without pauses", async () => {
		const { id } = await launch({ ...run, budget: { minutes: 5 } });
		await sql(
			"UPDATE runs SET created_at = now() - interval '1 hour', paused_seconds = 3500 WHERE id = $1",
			[id],
		);
		expect(await playOut(id)).toMatchObject({ state: "finished", finished: 30 });
		const { id: late } = await launch({ ...run, budget: { minutes: 5 } });
		await sql(
			"UPDATE runs SET created_at = now() - interval '1 hour', paused_seconds = 3200 WHERE id = $1",
			[late],
		);
		expect(await playOut(late)).toMatchObject({
			state: "stopped",
			stateReason: "the budget of 5 minutes is used up",
			finished: 0,
		});
	});

	test("that is not reached changes nothing, nor does one reached by the last conversation", async () => {
		expect(await play({ ...run, budget: { calls: 30 } })).toMatchObject({
			state: "finished",
			stateReason: null,
			finished: 30,
		});
	});

	test("of money does not see a model without a price, and the launch says which", async () => {
		const launched = await launch({ ...run, models: ["unpriced"], budget: { usd: 0.001 } }, 3);
		expect(launched.estimate).toMatchObject({ costUsd: null, unpriced: ["unpriced"] });
		expect(await playOut(launched.id)).toMatchObject({ state: "finished", finished: 3 });
	});

	test("stops a run whose conversation is void: it is not played again", async () => {
		const before = server.answer;
		server.answer = (response) => response.writeHead(401).end("{}");
		const progress = await play({ ...run, reruns: 5, budget: { calls: 2 }, concurrency: 1 });
		server.answer = before;
		expect(progress).toMatchObject({ state: "stopped", finished: 0, void: 2 });
		expect(await states(progress.runId)).toMatchObject({ void: 2 });
	});
});

test("a budget is spent when the amount is reached, and none has no end", () => {
	const none = { calls: null, tokens: null, usd: null, minutes: null };
	const spent = { calls: 10, tokens: 10, usd: 10, minutes: 10 };
	expect(spentBudget(none, spent)).toBeNull();
	expect(spentBudget({ ...none, calls: 11 }, spent)).toBeNull();
	expect(spentBudget({ ...none, calls: 10 }, spent)).toBe("the budget of 10 calls is used up");
	expect(spentBudget({ ...none, minutes: 0 }, spent)).toBe(
		"the budget of 0 minutes allows nothing to be played",
	);
});
