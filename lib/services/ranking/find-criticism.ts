import { pool } from "#lib/db/pool.ts";
import { criticismSchema, type StoredCriticism } from "#lib/ranking/criticism-record.ts";
import type { Snapshot } from "#lib/ranking/snapshot.ts";

/**
 * The criticism of a snapshot or, while that is not made yet, the newest of an earlier snapshot of its
 * leaderboard: `snapshotId` says which. Null when there is none, as for leaderboards that are not kept.
 */
export async function findCriticism(snapshot: Snapshot): Promise<StoredCriticism | null> {
	if (snapshot.id === null) return null;
	const { rows } = await pool().query<{
		snapshotId: string;
		at: Date;
		durationMs: number;
		criticism: unknown;
	}>(
		`SELECT snapshot_id AS "snapshotId", s.created_at AS at, duration_ms AS "durationMs", criticism
		FROM board_criticisms k JOIN rating_snapshots s ON s.id = k.snapshot_id
		WHERE k.leaderboard_key = $1 AND k.criticism IS NOT NULL AND (s.created_at, s.id) <= ($2, $3::uuid)
		ORDER BY s.created_at DESC, s.id DESC LIMIT 1`,
		[snapshot.key, snapshot.at, snapshot.id],
	);
	const row = rows[0];
	// One that an older version made, of another shape, is as good as none.
	const criticism = criticismSchema.safeParse(row?.criticism);
	return row === undefined || !criticism.success
		? null
		: { ...row, at: row.at.toISOString(), criticism: criticism.data };
}
