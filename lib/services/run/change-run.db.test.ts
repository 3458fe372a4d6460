import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { overrideConfig } from "#lib/config/config.ts";
import { endpointMemory } from "#lib/services/model/call-model.ts";
import { adminActor, otherActors } from "#lib/testing/actors.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { type FaultServer, sayText, startFaultServer } from "#lib/testing/fault-server.ts";
import { addEndpoint, addHouse, launch, playOut, sql, until } from "#lib/testing/run-fixture.ts";
import { changeRun } from "./change-run.ts";
import { readProgress } from "./read-progress.ts";
import { startRunWorker } from "./work-on-runs.ts";

testDatabase();

let server: FaultServer;
/** Replies that wait to be let go. */
let held: (() => void)[] = [];
beforeAll(async () => {
	overrideConfig({ PARLEY_LEASE_MS: 1000 });
	server = await startFaultServer();
	await addHouse();
	await addEndpoint("slow", server.baseUrl);
});
afterAll(() => server.stop());
beforeEach(() => {
	server.requests.length = 0;
	held = [];
	server.answer = (response) => held.push(() => sayText(response, "WALK"));
	endpointMemory().circuits.clear();
});

const letGo = () => {
	server.answer = (response) => sayText(response, "WALK");
	for (const answer of held.splice(0)) answer();
};
const run = { suites: ["fair-price"], models: ["slow"], seeds: { count: 12 }, concurrency: 4 };

describe("a run", () => {
	test("that is paused ends what is being played, begins nothing new, and goes on when resumed", async () => {
		const { id, slug } = await launch(run);
		const ended = playOut(id, { workers: 2 });
		await until(async () => held.length === 4);
		await changeRun(adminActor, slug, "pause");
		letGo();
		const paused = await ended;
		expect(paused).toMatchObject({ state: "paused", finished: 4, running: 0, waiting: 8 });
		expect(server.requests).toHaveLength(4);
		await changeRun(adminActor, slug, "pause");
		await changeRun(adminActor, slug, "resume");
		expect(await playOut(id)).toMatchObject({ state: "finished", finished: 12 });
		expect(server.requests).toHaveLength(12);
		const [row] = await sql<{ seconds: number; at: Date | null }>(
			"SELECT paused_seconds AS seconds, paused_at AS at FROM runs WHERE id = $1",
			[id],
		);
		expect(row?.seconds).toBeGreaterThan(0);
		expect(row?.at).toBeNull();
		const audits = await sql<{ verb: string }>(
			"SELECT verb FROM audits WHERE subject = $1 ORDER BY id",
			[`run:${id}`],
		);
		expect(audits.map(({ verb }) => verb)).toEqual(["pause-run", "resume-run"]);
	});

	test("that is cancelled gives up what is being played, at the provider too", async () => {
		const { id, slug } = await launch(run);
		const ended = playOut(id);
		await until(async () => held.length === 4);
		await changeRun(adminActor, slug, "cancel");
		await server.closed();
		const progress = await ended;
		expect(progress).toMatchObject({ state: "cancelled", finished: 0, cancelled: 12, running: 0 });
		// Every call left a trace, those given up too.
		await until(
			async () =>
				(await sql("SELECT 1 FROM calls WHERE state = 'running'")).length === 0 &&
				(await sql("SELECT 1 FROM calls WHERE state = 'aborted'")).length === 4,
		);
		letGo();
		expect((await readProgress(id)).finished).toBe(0);
	});

	test("is changed only by whoever may, only from a state that allows it, and only if it is there", async () => {
		const { slug } = await launch(run, 1);
		const mayNot = otherActors.filter(
			({ role, scopes }) => role === "voter" && !scopes.includes("runs"),
		);
		expect(mayNot.length).toBeGreaterThan(0);
		for (const actor of mayNot)
			await expect(changeRun(actor, slug, "cancel")).rejects.toMatchObject({ code: "forbidden" });
		// Of somebody else, as good as not there; "nobody" owns nothing by having no name.
		for (const actor of otherActors.filter((one) => !mayNot.includes(one)))
			await expect(changeRun(actor, slug, "cancel")).rejects.toMatchObject({
				code: "run-not-found",
				status: 404,
			});
		await expect(changeRun(adminActor, "no-such-run", "pause")).rejects.toMatchObject({
			code: "run-not-found",
			status: 404,
		});
		await changeRun(adminActor, slug, "cancel");
		await changeRun(adminActor, slug, "cancel");
		await expect(changeRun(adminActor, slug, "resume")).rejects.toMatchObject({
			code: "run-state",
			status: 409,
			message: "A run that is cancelled cannot be running.",
		});
	});
});

describe("a worker that stops", () => {
	test("lets what it plays end, for as long as it may, and keeps its claims meanwhile", async () => {
		const { id } = await launch(run, 2);
		const worker = startRunWorker({ runId: id, atOnce: 4, onError: () => {} });
		await until(async () => held.length === 2);
		const stopped = worker.stop(60_000);
		// Longer than a lease: an unrenewed claim would be another's by now.
		await until(
			async () =>
				(
					await sql<{ is: boolean }>(
						"SELECT bool_and(lease_until > started_at + interval '1900 milliseconds') AS is FROM episodes WHERE run_id = $1",
						[id],
					)
				)[0]?.is,
		);
		letGo();
		await stopped;
		expect(await readProgress(id)).toMatchObject({ finished: 2, running: 0 });
		expect(server.requests).toHaveLength(2);
	});

	test("hands over what does not end in time, for another to take up at once", async () => {
		const { id } = await launch(run, 2);
		const worker = startRunWorker({ runId: id, atOnce: 4, onError: () => {} });
		await until(async () => held.length === 2);
		await worker.stop(0);
		held = [];
		letGo();
		expect(await playOut(id)).toMatchObject({ state: "finished", finished: 2, void: 0 });
		expect(server.requests).toHaveLength(4);
	});
});
