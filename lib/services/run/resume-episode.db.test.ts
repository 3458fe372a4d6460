import { LLMock } from "@copilotkit/aimock";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { CallInput } from "#lib/models/port.ts";
import { callModel } from "#lib/services/model/call-model.ts";
import { overrideRuntime } from "#lib/services/runtime.ts";
import { testDatabase } from "#lib/testing/database.ts";
import {
	addEndpoint,
	addHouse,
	expireLeases,
	launch,
	playOut,
	sql,
} from "#lib/testing/run-fixture.ts";
import { type ClaimedEpisode, claimEpisodes } from "./claim-episodes.ts";
import { eventLogHash, readEpisodeEvents } from "./episode-log.ts";
import { playEpisode } from "./play-episode.ts";

testDatabase();

const mock = new LLMock({ port: 0 });
beforeAll(async () => {
	await mock.start();
	await addHouse();
	await addEndpoint("talker", `${mock.url}/v1`);
});
afterAll(() => mock.stop());
beforeEach(() => {
	mock.reset();
	// Makes no move, so that the conversation has all its turns.
	mock.onMessage(/.*/s, { content: "I must think about it." });
});

const run = {
	suites: [{ suite: "fair-price", seats: { counterpart: ["boulware"] } }],
	models: ["talker"],
	seeds: { count: 1 },
};
const asked = () => mock.getRequests().map(({ body }) => JSON.stringify(body));

async function claimOne(processId: string): Promise<ClaimedEpisode> {
	const [episode] = await claimEpisodes({ processId, count: 1, leaseMs: 60_000 });
	if (episode === undefined) throw new Error("Nothing could be claimed");
	return episode;
}

/** Plays until the provider was asked so often, then never says a word again: as a process does that dies. */
async function playUntil(calls: number): Promise<void> {
	let made = 0;
	const port = {
		call: (input: CallInput) => {
			if (made === calls) throw new Error("killed");
			made += 1;
			return callModel(input);
		},
	};
	overrideRuntime({ port });
	try {
		await expect(playEpisode(await claimOne("dies"), options)).rejects.toThrow("killed");
	} finally {
		overrideRuntime({ port: { call: callModel } });
	}
	await expireLeases();
}

const options = {
	retries: 0,
	reruns: 0,
	signal: new AbortController().signal,
	onSuiteFault: () => {},
};

describe("an episode whose process died", () => {
	test("goes on at the last finished step: no call is made again, the log is that of an undisturbed one", async () => {
		const { id } = await launch(run);
		await playOut(id);
		const undisturbed = asked();
		expect(undisturbed.length).toBeGreaterThan(4);
		expect(new Set(undisturbed).size).toBe(undisturbed.length);
		mock.clearRequests();

		const { id: other } = await launch(run);
		await playUntil(2);
		await playUntil(1);
		const progress = await playOut(other);
		expect(progress).toMatchObject({ state: "finished", finished: 1, void: 0 });
		expect(asked()).toEqual(undisturbed);
		const hashes = await sql<{ hash: string }>("SELECT event_hash AS hash FROM episodes");
		expect(new Set(hashes.map(({ hash }) => hash)).size).toBe(1);
		const logs = await sql<{ last: number; n: number }>(
			"SELECT max(seq) AS last, count(*) AS n FROM episode_events GROUP BY episode_id",
		);
		for (const { last, n } of logs) expect(n).toBe(last);
		const traces = await sql<{ state: string; code: string | null }>(
			`SELECT c.state, c.error_code AS code FROM calls c JOIN episodes e ON e.id = c.conversation_id
			 WHERE e.run_id = $1 AND c.state <> 'ok'`,
			[other],
		);
		// The two that the dead had begun and never sent.
		expect(traces).toEqual(Array(2).fill({ state: "aborted", code: "process-died" }));
	});

	test("has the hash of its stored log, and counts every call once", async () => {
		const { id } = await launch(run);
		await playUntil(3);
		const progress = await playOut(id);
		const [episode] = await sql<{ id: string; hash: string }>(
			"SELECT id, event_hash AS hash FROM episodes WHERE run_id = $1",
			[id],
		);
		expect(eventLogHash(await readEpisodeEvents(episode?.id ?? ""))).toBe(episode?.hash);
		expect(progress.spend.calls).toBe(asked().length);
	});

	test("is void when its log is not what the suite gives today, and is played anew", async () => {
		const { id } = await launch({ ...run, reruns: 1 });
		await playUntil(2);
		await sql(
			`UPDATE episode_events SET data = '{"reason": "tampered"}' WHERE kind = 'message'
			 AND episode_id = (SELECT id FROM episodes WHERE run_id = $1)`,
			[id],
		);
		expect(await playOut(id)).toMatchObject({
			finished: 1,
			void: 1,
			failures: { "log-differs": 1 },
		});
	});

	test("is void for good when its suite has another version today", async () => {
		const { id } = await launch({ ...run, reruns: 3 });
		await sql("UPDATE episodes SET version = '0.0.1' WHERE run_id = $1", [id]);
		expect(await playOut(id)).toMatchObject({ lost: 1, failures: { "suite-changed": 1 } });
		expect(asked()).toEqual([]);
	});
});

test("a process that lost its claim writes nothing more", async () => {
	const { id } = await launch(run);
	const slow = await claimOne("slow");
	await expireLeases();
	const quick = await claimOne("quick");
	expect(quick.id).toBe(slow.id);
	await expect(playEpisode(slow, options)).rejects.toMatchObject({ code: "episode-lost" });
	expect(asked()).toEqual([]);
	await playEpisode(quick, options);
	expect(await sql("SELECT state FROM episodes WHERE run_id = $1", [id])).toEqual([
		{ state: "finished" },
	]);
});

test("a suite that fails voids its conversation once, and is reported", async () => {
	const { findSuite } = await import("#lib/simulation/suites/catalogue.ts");
	const suite = findSuite("fair-price");
	if (suite === undefined) throw new Error("There is no such suite");
	const { grade } = suite;
	const errors: unknown[] = [];
	suite.grade = () => Promise.reject(new Error("cannot count"));
	try {
		const { id } = await launch({ ...run, models: ["house-player-00"], reruns: 3 });
		expect(await playOut(id, { errors })).toMatchObject({
			state: "finished",
			lost: 1,
			failures: { "suite-fault": 1 },
		});
	} finally {
		suite.grade = grade;
	}
	expect(errors).toHaveLength(1);
	expect(errors[0]).toMatchObject({ code: "suite-fault", cause: { message: "cannot count" } });
});
