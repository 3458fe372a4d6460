import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { endpointMemory } from "#lib/services/model/call-model.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { type FaultServer, sayText, startFaultServer } from "#lib/testing/fault-server.ts";
import {
	addEndpoint,
	addHouse,
	launch,
	play,
	playOut,
	sql,
	until,
} from "#lib/testing/run-fixture.ts";
import { readProgress } from "./read-progress.ts";
import { lastsFor, spentBudget, stopIfSpent } from "./run-budget.ts";
import { startRunWorker } from "./work-on-runs.ts";

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

	test("of money alone is refused where a model has no price, judging ones too", async () => {
		const money = { budget: { usd: 0.001 } };
		const blind = /budget.usd: no price is known of unpriced/;
		await expect(launch({ ...run, ...money, models: ["unpriced"] })).rejects.toThrow(blind);
		await expect(launch({ ...run, ...money, jury: { jurors: ["unpriced"] } })).rejects.toThrow(
			blind,
		);
		await expect(launch({ ...run, ...money, critics: { models: ["unpriced"] } })).rejects.toThrow(
			blind,
		);
		const bounded = { ...run, models: ["unpriced"], budget: { usd: 0.001, calls: 3 } };
		const launched = await launch(bounded);
		expect(launched.estimate).toMatchObject({ costUsd: null, unpriced: ["unpriced"] });
		expect(await playOut(launched.id)).toMatchObject({ state: "stopped", finished: 3 });
	});

	test("begins no more conversations at once than it lasts for", async () => {
		const wide = { ...run, budget: { calls: 10 }, concurrency: 1000 };
		const progress = await play(wide, { workers: 2, atOnce: 30 });
		expect(progress).toMatchObject({ state: "stopped", finished: 10, cancelled: 20 });
		expect(server.requests).toHaveLength(10);
	});

	test("is looked at before every call, so a conversation that goes on stops the others from beginning", async () => {
		const { id } = await launch({ ...run, budget: { calls: 5 }, concurrency: 1 });
		await sql("UPDATE episodes SET calls = 5 WHERE run_id = $1 AND position = 29", [id]);
		await sql("UPDATE episodes SET state = 'cancelled' WHERE run_id = $1 AND position = 29", [id]);
		await stopIfSpent(id);
		expect(await states(id)).toEqual({ cancelled: 30 });
	});

	test("counts what critics take: tokens and every try", async () => {
		let asked = 0;
		const before = server.answer;
		server.answer = (response, request, body) => {
			if (!JSON.stringify(body).includes("priced-id")) return before(response, request, body);
			asked += 1;
			if (asked === 1) response.writeHead(503, { "retry-after": "0" }).end("{}");
			else sayText(response, "{}");
		};
		const critics = { models: ["priced"], episodesMax: 1 };
		const { runId } = await play({
			...run,
			models: ["house-player-00"],
			seeds: { count: 1 },
			critics,
		});
		server.answer = before;
		const [row] = await sql(
			`SELECT calls, tokens_in > 0 AS "hasTokens" FROM critiques WHERE run_id = $1`,
			[runId],
		);
		expect(row).toEqual({ calls: asked, hasTokens: true });
		expect(asked).toBeGreaterThanOrEqual(2);
	});

	test("that cannot be read leaves its run alone; others are played", async () => {
		const { id: odd } = await launch({ ...run, budget: { calls: 5 } });
		await sql(
			`UPDATE runs SET configuration = jsonb_set(configuration, '{budget,calls}', '"five"') WHERE id = $1`,
			[odd],
		);
		const { id } = await launch({ ...run, budget: { calls: 100 } });
		const errors: unknown[] = [];
		const worker = startRunWorker({ atOnce: 8, onError: (_, what) => errors.push(what) });
		await until(async () => (await readProgress(id)).state === "finished");
		await worker.stop(0);
		expect(await states(odd)).toEqual({ waiting: 30 });
		expect(errors).toEqual(["a run's configuration cannot be read: it is left alone"]);
		await sql("DELETE FROM runs WHERE id = $1", [odd]);
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

test("what is left of a budget lasts for as many conversations as were expected to take it, at least one", () => {
	const none = { calls: null, tokens: null, usd: null, minutes: null };
	const spent = { calls: 4, tokens: 0, usd: 0, minutes: 0 };
	const expected = { episodes: 10, calls: 20, tokensIn: 900, tokensOut: 100, costUsd: null };
	expect(lastsFor({ ...none, calls: 10 }, spent, expected)).toBe(3);
	expect(lastsFor({ ...none, calls: 10, tokens: 250 }, spent, expected)).toBe(2);
	expect(lastsFor({ ...none, calls: 5 }, spent, expected)).toBe(1);
	expect(lastsFor({ ...none, usd: 1 }, spent, expected)).toBeGreaterThan(1000);
});
