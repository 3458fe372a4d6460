import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { beforeAll, expect, test } from "vitest";
import { randomInt, seededRandom } from "#lib/kernel/random.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { addHouse, launch, play, sql, until } from "#lib/testing/run-fixture.ts";
import { eventLogHash, readEpisodeEvents } from "./episode-log.ts";
import { readProgress } from "./read-progress.ts";

const address = testDatabase();
beforeAll(addHouse);

const KILLS = 10;
const LEASE_MS = 1000;
const SEED = 20_261_126;
// 300 conversations.
const run = {
	suites: ["fair-price", "kuhn-match"],
	models: ["house-player-10", "house-player-50"],
	seeds: { count: 75 },
};

/** A worker in a process of its own. */
async function startProcess(runId: string): Promise<ChildProcess> {
	const script = new URL("../../testing/run-worker-process.ts", import.meta.url).pathname;
	const child = spawn(process.execPath, [script, address(), String(LEASE_MS), runId], {
		stdio: ["ignore", "pipe", "inherit"],
	});
	if (child.stdout !== null) await once(child.stdout, "data");
	return child;
}

test(`${KILLS} kills during a run of 300 conversations lose, double and change nothing`, async () => {
	const random = seededRandom(SEED);
	const { id } = await launch(run);
	const finished = async () => (await readProgress(id)).finished;
	let lastSeen = 0;
	for (let kill = 0; kill < KILLS; kill++) {
		const child = await startProcess(id);
		// Somewhere in the middle of what it plays: after some more have ended.
		const more = 1 + randomInt(random, 30);
		lastSeen = await until(async () => {
			const now = await finished();
			return (now >= Math.min(lastSeen + more, 280) && now) || false;
		});
		child.kill("SIGKILL");
		await once(child, "exit");
	}
	expect(await finished()).toBeLessThan(300);
	// What is left is played by three processes beside each other.
	const last = await Promise.all([startProcess(id), startProcess(id), startProcess(id)]);
	await Promise.all(last.map((child) => once(child, "exit")));

	const progress = await readProgress(id);
	expect(progress).toMatchObject({ state: "finished", finished: 300, void: 0, lost: 0 });
	const episodes = await sql<{ id: string; position: number; hash: string; calls: number }>(
		"SELECT id, position, event_hash AS hash, calls FROM episodes WHERE run_id = $1 ORDER BY position",
		[id],
	);
	expect(episodes.map(({ position }) => position)).toEqual(
		Array.from({ length: 300 }, (_, i) => i),
	);
	const gaps = await sql(
		`SELECT v.episode_id FROM episode_events v JOIN episodes e ON e.id = v.episode_id WHERE e.run_id = $1
		 GROUP BY v.episode_id HAVING count(*) <> max(seq) OR min(seq) <> 1 OR count(*) FILTER (WHERE kind = 'end') <> 1`,
		[id],
	);
	expect(gaps).toEqual([]);
	for (const { id: episode, hash } of episodes)
		expect(eventLogHash(await readEpisodeEvents(episode))).toBe(hash);
	// Every call that the log tells of is counted and traced once: what a dead process had not stored never happened.
	const uncounted = await sql(
		`SELECT e.id FROM episodes e WHERE e.run_id = $1 AND (
			e.calls <> (SELECT count(*) FROM episode_events v WHERE v.episode_id = e.id AND v.kind = 'model-response')
			OR e.calls <> (SELECT count(*) FROM calls c WHERE c.conversation_id = e.id AND c.state = 'ok'))`,
		[id],
	);
	expect(uncounted).toEqual([]);
	const battles = await sql(
		`SELECT count(*) AS battles, count(DISTINCT (least(episode_a_id, episode_b_id), greatest(episode_a_id, episode_b_id))) AS pairs
		 FROM battles`,
	);
	expect(battles).toEqual([{ battles: 150, pairs: 150 }]);

	const undisturbed = await play(run);
	expect(progress.eventLogHash).toBe(undisturbed.eventLogHash);
}, 300_000);
