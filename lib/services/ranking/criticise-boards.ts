import { pool } from "#lib/db/pool.ts";
import { seededRandom } from "#lib/kernel/random.ts";
import { boardFilterSchema } from "#lib/ranking/board-filter.ts";
import { criticise } from "#lib/ranking/criticism/criticise.ts";
import type { Criticism } from "#lib/ranking/criticism-record.ts";
import type { StoredSnapshot } from "#lib/ranking/snapshot.ts";
import { readKeptBoard } from "./fit-board.ts";
import { findSnapshot } from "./stored-snapshots.ts";
import { UNCRITICISED_SQL } from "./uncriticised.ts";

export type CriticismSummary = { made: number; failed: { key: string; error: unknown }[] };

/**
 * Criticises the published snapshots that wait for it, from the judgements they were fitted to. One whose
 * judgements have changed meanwhile is left to its next fit. One that cannot be criticised is reported,
 * remembered as failed, and does not stop the others.
 */
export async function criticiseBoards(): Promise<CriticismSummary> {
	const { rows } = await pool().query<{ key: string }>(`${UNCRITICISED_SQL} ORDER BY l.key`);
	const summary: CriticismSummary = { made: 0, failed: [] };
	for (const { key } of rows) {
		const snapshot = await findCurrent(key);
		if (snapshot === null) continue;
		const started = performance.now();
		try {
			const criticism = await criticiseSnapshot(snapshot);
			if (criticism === null) continue;
			await keep(snapshot, criticism, performance.now() - started);
			summary.made++;
		} catch (error) {
			summary.failed.push({ key, error });
			await keep(snapshot, null, performance.now() - started);
		}
	}
	return summary;
}

async function findCurrent(key: string): Promise<StoredSnapshot | null> {
	const { rows } = await pool().query<{ id: string }>(
		"SELECT snapshot_id AS id FROM leaderboards WHERE key = $1 AND snapshot_id IS NOT NULL",
		[key],
	);
	const id = rows[0]?.id;
	return id === undefined ? null : findSnapshot(id);
}

/** Null when the judgements are not those of the snapshot any more. */
async function criticiseSnapshot(snapshot: StoredSnapshot): Promise<Criticism | null> {
	const client = await pool().connect();
	try {
		const read = await readKeptBoard(client, boardFilterSchema.parse(snapshot.filter), null);
		if (read?.judgementHash !== snapshot.judgementHash) return null;
		const covariance = snapshot.covariance ?? { order: [], values: [] };
		return criticise(read.columns, { ...snapshot, covariance }, seededRandom(snapshot.seed));
	} finally {
		client.release();
	}
}

async function keep(
	snapshot: StoredSnapshot,
	criticism: Criticism | null,
	durationMs: number,
): Promise<void> {
	await pool().query(
		`INSERT INTO board_criticisms (snapshot_id, leaderboard_key, criticism, duration_ms)
		SELECT id, $2, $3, $4 FROM rating_snapshots WHERE id = $1 ON CONFLICT DO NOTHING`,
		[
			snapshot.id,
			snapshot.key,
			criticism === null ? null : JSON.stringify(criticism),
			Math.round(durationMs),
		],
	);
}
