import { beforeEach, expect, test } from "vitest";
import { pool } from "#lib/db/pool.ts";
import { boardKey, wholeBoard } from "#lib/ranking/board-filter.ts";
import { getSnapshot } from "#lib/services/ranking/get-snapshot.ts";
import { listSnapshots, ratingHistory } from "#lib/services/ranking/list-snapshots.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { thinSnapshots } from "./thin-snapshots.ts";

testDatabase();

const human = wholeBoard("human");

/** A snapshot of the leaderboard at so many hours before the start of this day; resolves to its id. */
async function snapshotAt(hoursBefore: number, key = boardKey(human)): Promise<string> {
	const { rows } = await pool().query<{ id: string }>(
		`INSERT INTO rating_snapshots (id, leaderboard_key, method, method_version, parameters, filter, seed, judgement_hash,
		   counts, components, rows, pairs, coefficients, created_at)
		 VALUES (gen_random_uuid(), $1, 'bt-half', '1', '{}', '{}', 1, 'x', '{"used": 1}', '{}', '[]', '[]', '[]',
		   date_trunc('day', now(), 'UTC') - make_interval(secs => $2)) RETURNING id`,
		[key, hoursBefore * 3600],
	);
	return rows[0]?.id ?? "";
}

const keptIds = async () => {
	const { rows } = await pool().query<{ id: string }>("SELECT id FROM rating_snapshots");
	return new Set(rows.map(({ id }) => id));
};

beforeEach(() =>
	pool().query("TRUNCATE rating_snapshots, snapshot_tombstones, leaderboards CASCADE"),
);

test("all of the last day, then the last of each hour, then of each day", async () => {
	const young = [await snapshotAt(72.5), await snapshotAt(72.4)];
	await pool().query("ALTER TABLE rating_snapshots DISABLE TRIGGER USER");
	await pool().query("UPDATE rating_snapshots SET created_at = now() - interval '23 hours'");
	await pool().query("ALTER TABLE rating_snapshots ENABLE TRIGGER USER");
	const [early, late, nextHour] = [
		await snapshotAt(72.9),
		await snapshotAt(72.1),
		await snapshotAt(71.5),
	];
	const [morning, evening, nextDay] = [
		await snapshotAt(24 * 40 + 20),
		await snapshotAt(24 * 40 + 2),
		await snapshotAt(24 * 39 + 20),
	];
	const foreign = await snapshotAt(72.9, "another leaderboard");
	expect(await thinSnapshots()).toBe(2);
	const kept = await keptIds();
	expect(kept).toEqual(new Set([...young, late, nextHour, evening, nextDay, foreign]));
	expect([early, morning].filter((id) => kept.has(id))).toEqual([]);
	expect(await thinSnapshots()).toBe(0);
});

test("a current snapshot stays, however old", async () => {
	const current = await snapshotAt(72.9);
	await snapshotAt(72.1);
	await pool().query(
		"INSERT INTO leaderboards (key, filter, method, snapshot_id) VALUES ($1, '{}', 'bt-half', $2)",
		[boardKey(human), current],
	);
	expect(await thinSnapshots()).toBe(0);
});

test("the address of one that went says so and names the next; one that never was is unknown", async () => {
	const gone = await snapshotAt(72.9);
	const next = await snapshotAt(72.1);
	await thinSnapshots();
	await expect(getSnapshot(gone)).rejects.toMatchObject({
		code: "snapshot-thinned",
		status: 410,
		message: expect.stringContaining(next),
	});
	await expect(getSnapshot("0199d000-0000-7000-8000-000000000001")).rejects.toMatchObject({
		status: 404,
	});
});

test("the history goes on, also from a place that was thinned out", async () => {
	const before = await snapshotAt(100);
	const gone = await snapshotAt(72.9);
	await snapshotAt(72.1);
	await thinSnapshots();
	const older = await listSnapshots(human, { limit: 10, before: gone });
	expect(older.map(({ id }) => id)).toEqual([before]);
	expect(await ratingHistory(human)).toEqual([]);
});
