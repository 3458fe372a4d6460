import { pool } from "#lib/db/pool.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import type { StoredSnapshot } from "#lib/ranking/snapshot.ts";
import { findSnapshot } from "./stored-snapshots.ts";

/** A published snapshot that is not kept any more, and the next one of its leaderboard that is. */
export type ThinnedSnapshot = { at: string; nextId: string | null };

/** A published snapshot. Throws `snapshot-thinned` (410) when it is not kept any more, else `not-found` (404). */
export async function getSnapshot(id: string): Promise<StoredSnapshot> {
	const snapshot = await findSnapshot(id);
	if (snapshot !== null) return snapshot;
	const thinned = await findThinned(id);
	if (thinned === null)
		throw new AppError("not-found", "There is no snapshot with this id.", { status: 404 });
	throw new AppError(
		"snapshot-thinned",
		`This snapshot was published at ${thinned.at} and is not kept any more: of old snapshots one an hour or a day is.${thinned.nextId === null ? "" : ` The next one that is kept: /api/leaderboard/snapshots/${thinned.nextId}`}`,
		{ status: 410, data: thinned },
	);
}

/** What is known of a snapshot that was thinned out, or null when there was none with this id. */
export async function findThinned(id: string): Promise<ThinnedSnapshot | null> {
	const { rows } = await pool().query<{ at: Date; nextId: string | null }>(
		`SELECT t.created_at AS at,
		   (SELECT s.id FROM rating_snapshots s WHERE s.leaderboard_key = t.leaderboard_key AND s.created_at >= t.created_at
		    ORDER BY s.created_at, s.id LIMIT 1) AS "nextId"
		 FROM snapshot_tombstones t WHERE t.id = $1`,
		[id],
	);
	const row = rows[0];
	return row === undefined ? null : { at: row.at.toISOString(), nextId: row.nextId };
}
