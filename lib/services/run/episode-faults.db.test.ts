import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { endpointMemory } from "#lib/services/model/call-model.ts";
import { findSuite, suites } from "#lib/simulation/suites/catalogue.ts";
import { testDatabase } from "#lib/testing/database.ts";
import {
	type Answer,
	beginStream,
	callTools,
	chatEvent,
	type FaultServer,
	refuse,
	sayText,
	startFaultServer,
} from "#lib/testing/fault-server.ts";
import { addEndpoint, addHouse, play, sql } from "#lib/testing/run-fixture.ts";

testDatabase();

let server: FaultServer;
beforeAll(async () => {
	server = await startFaultServer();
	await addHouse();
	await addEndpoint("faulty", server.baseUrl);
});
afterAll(() => server.stop());
beforeEach(() => {
	server.requests.length = 0;
	endpointMemory().circuits.clear();
});

const walk: Answer = (response) => sayText(response, "Too much for me.\nWALK");
const run = {
	suites: ["fair-price"],
	models: ["faulty"],
	seeds: { count: 1 },
	reruns: 0,
	retries: 2,
};
/** Answers the first requests in their own ways, all further ones well. */
function answers(...first: Answer[]): void {
	server.answer = (response, request, body) =>
		(first[server.requests.length - 1] ?? walk)(response, request, body);
}
const calls = (runId: string) =>
	sql<{ tryNumber: number; state: string; code: string | null }>(
		`SELECT c.try_number AS "tryNumber", c.state, c.error_code AS code FROM calls c JOIN episodes e ON e.id = c.conversation_id
		 WHERE e.run_id = $1 ORDER BY c.started_at, c.id`,
		[runId],
	);
const endings = (runId: string) =>
	sql<{ state: string; reason: string | null; metrics: unknown }>(
		"SELECT state, coalesce(end_reason, void_reason) AS reason, metrics FROM episodes WHERE run_id = $1 ORDER BY position, attempt",
		[runId],
	);
const truncated: Answer = (response) => {
	beginStream(response);
	response.end(chatEvent({ content: "I think that" }));
};

describe("faults that may pass", () => {
	test.each<[string, Answer, string]>([
		[
			"429 with Retry-After",
			(response) => refuse(response, 429, { "retry-after": "1" }),
			"rate-limited",
		],
		["a 503", (response) => refuse(response, 503), "server-error"],
		["a stream that breaks off", truncated, "truncated"],
		["an empty reply", (response) => sayText(response, ""), "empty"],
	])("are tried again: %s", async (_, fault, code) => {
		answers(fault);
		const progress = await play(run);
		expect(progress).toMatchObject({ state: "finished", finished: 1, void: 0 });
		expect(await calls(progress.runId)).toEqual([
			{ tryNumber: 1, state: "failed", code },
			{ tryNumber: 2, state: "ok", code: null },
		]);
		expect(progress.spend.calls).toBe(2);
	});

	test("wait as long as the endpoint asks for", async () => {
		answers((response) => refuse(response, 429, { "retry-after": "2" }));
		const { runId } = await play(run);
		const [waited] = await sql<{ ms: number }>(
			`SELECT extract(epoch FROM max(c.started_at) - min(c.started_at))::float * 1000 AS ms FROM calls c
			 JOIN episodes e ON e.id = c.conversation_id WHERE e.run_id = $1`,
			[runId],
		);
		expect(waited?.ms).toBeGreaterThanOrEqual(2000);
	});
});

describe("faults that do not pass", () => {
	test("of the endpoint void the conversation, which is played again, and both are counted", async () => {
		answers(
			(response) => refuse(response, 401),
			(response) => refuse(response, 400),
		);
		const progress = await play({ ...run, reruns: 2 });
		expect(progress).toMatchObject({
			state: "finished",
			episodes: 1,
			finished: 1,
			void: 2,
			lost: 0,
			failures: { "infrastructure-error": 2 },
		});
		// Who it was and how, for whoever has to mend it.
		const { endpointFaults } = progress;
		expect(endpointFaults).toHaveLength(2);
		expect(endpointFaults.map(({ calls }) => calls)).toEqual([1, 1]);
		expect(new Set(endpointFaults.map(({ code }) => code)).size).toBe(2);
		expect(new Set(endpointFaults.map(({ model }) => model)).size).toBe(1);
		expect((await endings(progress.runId)).map(({ state }) => state)).toEqual([
			"void",
			"void",
			"finished",
		]);
	});

	test("for ever leave a place that is lost, and the run ends", async () => {
		server.answer = (response) => refuse(response, 403);
		const progress = await play({ ...run, reruns: 1 });
		expect(progress).toMatchObject({ state: "finished", finished: 0, void: 2, lost: 1 });
		// Nobody won or lost by it.
		expect((await endings(progress.runId)).every(({ metrics }) => metrics === null)).toBe(true);
	});

	test("are the model's own when it says nothing at all, and are scored", async () => {
		server.answer = (response) => sayText(response, "");
		const progress = await play(run);
		expect(progress).toMatchObject({ finished: 1, void: 0 });
		const [ending] = await endings(progress.runId);
		expect(ending).toMatchObject({ state: "finished", reason: "agent-error" });
		expect(ending?.metrics).toMatchObject({ surplus: 0 });
	});

	test("of a model in another seat void the conversation too", async () => {
		server.answer = (response) => sayText(response, "");
		const progress = await play({
			...run,
			models: ["house-player-00"],
			suites: [{ suite: "fair-price", seats: { counterpart: ["model:faulty"] } }],
		});
		expect(progress).toMatchObject({ finished: 0, failures: { "user-error": 1 } });
	});
});

test("a model that never stops calling tools comes to an end, which is scored", async () => {
	server.answer = (response) =>
		callTools(response, [
			{ name: "find_customer_by_email", arguments: { email: "nobody@example.org" } },
			{ name: "no_such_tool", arguments: {} },
		]);
	const progress = await play({ ...run, suites: ["harbour-desk"] });
	expect(progress).toMatchObject({ finished: 1, void: 0, lost: 0 });
	const [ending] = await endings(progress.runId);
	expect(["steps-max", "too-many-errors"]).toContain(ending?.reason);
});

test("what a model says that PostgreSQL cannot hold is stored without it", async () => {
	answers((response) => sayText(response, "a\0b \ud800 c\nWALK"));
	const progress = await play(run);
	expect(progress.finished).toBe(1);
	const [said] = await sql<{ text: string }>(
		`SELECT data->>'text' AS text FROM episode_events v JOIN episodes e ON e.id = v.episode_id
		 WHERE e.run_id = $1 AND v.kind = 'model-response'`,
		[progress.runId],
	);
	expect(said?.text).toBe("ab \ufffd c\nWALK");
});

test("nothing that only programs may know leaves the process", async () => {
	server.answer = (response) => sayText(response, "Let us talk.\nOFFER 120");
	const progress = await play(
		{
			...run,
			suites: suites.map(({ slug }) => slug),
			models: ["faulty", "house-player-00"],
			concurrency: 20,
		},
		{ atOnce: 20 },
	);
	expect(progress.lost).toBe(0);
	expect(server.requests.length).toBeGreaterThan(suites.length);
	for (const { suite, seed } of await sql<{ suite: string; seed: number }>(
		"SELECT DISTINCT suite, seed FROM episodes WHERE run_id = $1",
		[progress.runId],
	)) {
		const secret = JSON.stringify(findSuite(suite)?.scenario(seed).secret ?? null);
		for (const { body, headers } of server.requests) {
			expect(body).not.toMatch(/"(scene|parley|secret|view)"/);
			expect(JSON.stringify(headers)).not.toContain("scene");
			if (secret.length > 12) expect(body.includes(secret)).toBe(false);
		}
	}
});
