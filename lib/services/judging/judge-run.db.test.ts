import { LLMock } from "@copilotkit/aimock";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { endpointMemory } from "#lib/services/model/call-model.ts";
import { changeRun } from "#lib/services/run/change-run.ts";
import { launchRun } from "#lib/services/run/launch-run.ts";
import { adminActor } from "#lib/testing/actors.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { type FaultServer, refuse, sayText, startFaultServer } from "#lib/testing/fault-server.ts";
import {
	addEndpoint,
	addHouse,
	launch,
	play,
	playOut,
	runText,
	sql,
	until,
} from "#lib/testing/run-fixture.ts";

testDatabase();

const mock = new LLMock({ port: 0 });
let server: FaultServer;
beforeAll(async () => {
	await mock.start();
	server = await startFaultServer();
	await addHouse();
	await addEndpoint("juror-a", `${mock.url}/v1`, { family: "one" });
	await addEndpoint("juror-b", server.baseUrl, { family: "two" });
});
afterAll(async () => {
	await mock.stop();
	await server.stop();
});
beforeEach(() => {
	mock.reset();
	server.requests.length = 0;
	endpointMemory().circuits.clear();
});

const run = (jury: object, rest = {}) => ({
	suites: ["fair-price"],
	models: ["house-player-00", "house-player-70"],
	seeds: { count: 4 },
	jury: { lenses: ["plain"], ...jury },
	...rest,
});
interface Reading {
	juror: string;
	slot: string;
	status: string;
	reason: string | null;
	outcome: string | null;
	calls: number;
}
const readings = (runId: string) =>
	sql<Reading>(
		`SELECT juror, first_slot AS slot, status, reason, outcome, calls FROM readings WHERE run_id = $1
		 ORDER BY battle_id, juror, first_slot`,
		[runId],
	);
const verdicts = (runId: string) =>
	sql<{ outcome: string; provenance: Record<string, unknown> }>(
		`SELECT j.outcome, j.provenance FROM judgements j JOIN battles b ON b.id = j.battle_id JOIN episodes e ON e.id = b.episode_a_id
		 WHERE e.run_id = $1 AND j.kind = 'verdict' AND j.is_current`,
		[runId],
	);
const says = (outcome: string) => JSON.stringify({ rationale: "Because.", outcome });

describe("a jury", () => {
	test("reads every battle in both orders, through the real port, and its verdict is a judgement", async () => {
		mock.onMessage(/.*/s, { content: says("tie") });
		const progress = await play(run({ jurors: ["juror-a", "house-juror"] }));
		expect(progress).toMatchObject({ state: "finished", battles: 4, readings: 16 });
		expect(mock.getRequests()).toHaveLength(8);
		// Players are called 'house-player-…', and no juror is told so.
		for (const { body } of mock.getRequests())
			expect(JSON.stringify(body)).not.toMatch(/house-player|scene|secret/);
		expect((await readings(progress.runId)).every(({ status }) => status === "ok")).toBe(true);
		for (const { provenance } of await verdicts(progress.runId))
			expect(provenance).toMatchObject({ lenses: ["plain"], jurors: ["house-juror", "juror-a"] });
		// Its errors hang together as those of the program's judgements do.
		const groups = await sql<{ kind: string; groups: string[] }>(
			`SELECT j.kind, array_agg(DISTINCT j.group_id::text ORDER BY j.group_id::text) AS groups FROM judgements j
			 JOIN battles b ON b.id = j.battle_id JOIN episodes e ON e.id = b.episode_a_id WHERE e.run_id = $1 GROUP BY j.kind`,
			[progress.runId],
		);
		expect(groups.map(({ groups }) => groups)).toEqual([groups[0]?.groups, groups[0]?.groups]);
		expect(groups[0]?.groups).toHaveLength(4);
		expect(progress.spend.calls).toBeGreaterThanOrEqual(16);
		expect(progress.spend.costUsd).toBeGreaterThan(0);
	});

	test("that always prefers what it reads first has no opinion: a tie, marked as a flip", async () => {
		mock.onMessage(/.*/s, { content: says("first") });
		const progress = await play(run({ jurors: ["juror-a"] }));
		const outcomes = (await readings(progress.runId)).map(({ slot, outcome }) => [slot, outcome]);
		expect(outcomes).toEqual(
			Array(4)
				.fill([
					["a", "a"],
					["b", "b"],
				])
				.flat(),
		);
		const found = await verdicts(progress.runId);
		expect(found.map(({ outcome }) => outcome)).toEqual(Array(4).fill("tie"));
	});

	test("that answers in prose is asked once more, then unscored with the reason, and never a tie", async () => {
		mock.onMessage(/.*/s, { content: "Well, both have their charms, I would say." });
		const progress = await play(run({ jurors: ["juror-a"] }));
		expect(progress).toMatchObject({ state: "finished", readings: 8, verdicts: 0 });
		expect(mock.getRequests()).toHaveLength(16);
		for (const reading of await readings(progress.runId)) {
			expect(reading).toMatchObject({ status: "unparseable", outcome: null, calls: 2 });
			expect(reading.reason).not.toBe("");
		}
		expect(await verdicts(progress.runId)).toEqual([]);
	});

	test("reads a sample of the battles, and only of the suites it is asked for", async () => {
		const progress = await play(
			run(
				{ jurors: ["house-juror"], battlesMax: 3, suites: ["boards"] },
				{ suites: ["fair-price", "boards"] },
			),
		);
		expect(progress).toMatchObject({ battles: 8, readings: 6 });
		const suites = await sql(
			"SELECT DISTINCT b.category FROM readings r JOIN battles b ON b.id = r.battle_id WHERE r.run_id = $1",
			[progress.runId],
		);
		expect(suites).toEqual([{ category: "boards" }]);
	});

	test("that fails for the moment is asked again; for good, it is unscored with the code", async () => {
		server.answer = (response) =>
			server.requests.length === 1 ? refuse(response, 503) : sayText(response, says("tie"));
		const passing = await play(run({ jurors: ["juror-b"] }, { seeds: { count: 1 } }));
		expect((await readings(passing.runId)).map(({ status, calls }) => [status, calls])).toEqual([
			["ok", 2],
			["ok", 1],
		]);
		server.answer = (response) => refuse(response, 401);
		const broken = await play(run({ jurors: ["juror-b"] }, { seeds: { count: 1 } }));
		for (const reading of await readings(broken.runId))
			expect(reading).toMatchObject({ status: "failed", reason: "unauthorized", outcome: null });
		expect(broken.state).toBe("finished");
	});

	test("interrupted at any moment asks nothing twice", async () => {
		const { startRunWorker } = await import("#lib/services/run/work-on-runs.ts");
		const held: (() => void)[] = [];
		server.answer = (response) => {
			if (server.requests.length <= 3) sayText(response, says("second"));
			else held.push(() => sayText(response, says("second")));
		};
		const { id } = await launch(run({ jurors: ["juror-b"] }, { concurrency: 1 }));
		const worker = startRunWorker({ runId: id, atOnce: 4, onError: () => {} });
		await until(async () => held.length === 1);
		await worker.stop(0);
		expect(await readings(id)).toHaveLength(3);
		const before = server.requests.length;
		server.answer = (response) => sayText(response, says("second"));
		expect(await playOut(id, { workers: 2 })).toMatchObject({ state: "finished", readings: 8 });
		// Eight readings, and the one whose answer the stopped process never heard.
		expect(server.requests.length - before).toBe(5);
		expect(await verdicts(id)).toHaveLength(4);
	});

	test("stops when the run is cancelled while it reads", async () => {
		const held: (() => void)[] = [];
		server.answer = (response) => held.push(() => sayText(response, says("tie")));
		const { id } = await launch(run({ jurors: ["juror-b"] }, { concurrency: 2 }));
		const ended = playOut(id);
		await until(async () => held.length === 2);
		await changeRun(adminActor, id, "cancel");
		server.answer = (response) => sayText(response, says("tie"));
		for (const answer of held) answer();
		expect(await ended).toMatchObject({ state: "cancelled", finished: 8 });
		expect((await readings(id)).length).toBeLessThan(8);
	});

	test("stops when the run's budget is used up, which it shares with the conversations", async () => {
		server.answer = (response) => sayText(response, says("tie"));
		const progress = await play(
			run({ jurors: ["juror-b"] }, { concurrency: 1, budget: { usd: 0.005 } }),
		);
		expect(progress).toMatchObject({
			state: "stopped",
			stateReason: "the budget of 0.005 US dollars is used up",
			finished: 8,
			readings: 2,
		});
		expect(progress.eventLogHash).toMatch(/^[0-9a-f]{64}$/);
	});
});

describe("a judge over HTTP", () => {
	const judge = () => server.baseUrl.replace("/v1", "/judge");
	const answerWith = (answer: unknown) => {
		server.answer = (response) => {
			response.writeHead(200, { "content-type": "application/json" });
			response.end(typeof answer === "string" ? answer : JSON.stringify(answer));
		};
	};
	const one = { seeds: { count: 1 } };

	test("is asked by the contract and told no model's name", async () => {
		answerWith({ outcome: "second", rationale: "Better.", scores: { first: 1, second: 2 } });
		const progress = await play(run({ jurors: [judge()] }, one));
		expect(await readings(progress.runId)).toMatchObject([
			{ juror: judge(), slot: "a", status: "ok", outcome: "b" },
			{ juror: judge(), slot: "b", status: "ok", outcome: "a" },
		]);
		for (const { body } of server.requests) {
			expect(JSON.parse(body)).toMatchObject({
				contract: "parley-judge-v1",
				lens: { name: "plain" },
				scenario: { suite: "fair-price" },
			});
			expect(body).not.toMatch(/house-player|scene"|secret/);
		}
		const keys = server.requests.map(({ body }) => JSON.parse(body).scenario.key);
		expect(keys[0]).toMatch(/^[0-9a-f]{16}$/);
		expect(keys[1]).toBe(keys[0]);
	});

	test("of somebody who is not the operator is not asked at an address that is not public", async () => {
		answerWith({ outcome: "second" });
		const given = (judgeAt: string) => ({
			text: runText(run({ jurors: [judgeAt] }, one)),
			createdBy: "somebody",
		});
		await expect(launchRun(given(judge()))).rejects.toMatchObject({
			code: "run-invalid",
			message: expect.stringContaining("is not a public address (loopback)"),
		});
		// A name says nothing of where it leads before it is asked.
		const named = await launchRun(given(judge().replace("127.0.0.1", "localhost")));
		await playOut(named.id);
		expect(await readings(named.id)).toMatchObject([
			{ status: "failed", reason: "The judge's address is not public." },
			{ status: "failed" },
		]);
		expect(server.requests).toHaveLength(0);
	});

	test.each<[string, unknown, string]>([
		["no JSON", "I like the first", "The answer is not JSON."],
		["another shape", { winner: "first" }, "The answer is not of the contract's shape."],
		["a book", "x".repeat(400_000), "The answer is too long."],
	])("that answers nonsense is unscored with the reason: %s", async (_, answer, reason) => {
		answerWith(answer);
		const progress = await play(run({ jurors: [judge()] }, one));
		for (const reading of await readings(progress.runId))
			expect(reading).toMatchObject({ status: "unparseable", reason, outcome: null });
		expect(progress.verdicts).toBe(0);
	});

	test("that cannot be reached, refuses or sends elsewhere has failed", async () => {
		server.answer = (response) => refuse(response, 500);
		const refused = await play(run({ jurors: [judge()] }, one));
		expect((await readings(refused.runId))[0]).toMatchObject({
			status: "failed",
			reason: "HTTP 500",
		});
		server.answer = (response) =>
			response.writeHead(302, { location: "http://127.0.0.1:9/" }).end();
		const sent = await play(run({ jurors: [judge()] }, one));
		expect((await readings(sent.runId))[0]).toMatchObject({ status: "failed" });
		const gone = await play(run({ jurors: ["http://127.0.0.1:9/judge"] }, one));
		expect((await readings(gone.runId))[0]).toMatchObject({
			status: "failed",
			reason: "The judge could not be reached.",
		});
		expect(gone.state).toBe("finished");
	});
});
