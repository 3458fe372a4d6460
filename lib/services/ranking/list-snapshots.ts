import { pool } from "#lib/db/pool.ts";
import { type BoardFilter, boardKey } from "#lib/ranking/board-filter.ts";

export type SnapshotSummary = {
	id: string;
	method: string;
	methodVersion: string;
	judgementHash: string;
	/** Judgements used. */
	used: number;
	at: string;
};

/** Snapshots of a leaderboard, newest first; `before` is the id of the last one already seen. */
export async function listSnapshots(
	filter: BoardFilter,
	options: { limit: number; before?: string | undefined },
): Promise<SnapshotSummary[]> {
	const { rows } = await pool().query(
		`SELECT id, method, method_version AS "methodVersion", judgement_hash AS "judgementHash",
			(counts->>'used')::float8 AS used, created_at AS at
		FROM rating_snapshots s
		WHERE leaderboard_key = $1 AND ($2::uuid IS NULL OR
			(created_at, id) < (
				SELECT created_at, id FROM rating_snapshots WHERE id = $2
				UNION ALL SELECT created_at, id FROM snapshot_tombstones WHERE id = $2))
		ORDER BY created_at DESC, id DESC LIMIT $3`,
		[boardKey(filter), options.before ?? null, options.limit],
	);
	return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

export type RatingPoint = {
	at: string;
	model: string;
	rating: number;
	lower: number;
	upper: number;
};

/**
 * Ratings over time: of all snapshots of a leaderboard, the last in each of `steps` equal stretches
 * of its life, oldest first. So the answer stays small however many snapshots there are.
 */
export async function ratingHistory(filter: BoardFilter, steps = 60): Promise<RatingPoint[]> {
	const { rows } = await pool().query(
		`WITH life AS (
			SELECT min(created_at) AS first, greatest(max(created_at), min(created_at) + interval '1 millisecond') AS last
			FROM rating_snapshots WHERE leaderboard_key = $1),
		chosen AS (
			SELECT DISTINCT ON (step) s.id, s.created_at FROM rating_snapshots s, life,
				width_bucket(extract(epoch FROM s.created_at), extract(epoch FROM life.first), extract(epoch FROM life.last), $2) AS step
			WHERE leaderboard_key = $1 ORDER BY step, created_at DESC, id DESC)
		SELECT chosen.created_at AS at, r->>'model' AS model, (r->>'rating')::float8 AS rating,
			(r->>'lower')::float8 AS lower, (r->>'upper')::float8 AS upper
		FROM chosen JOIN rating_snapshots s USING (id), jsonb_array_elements(s.rows) AS r
		WHERE jsonb_typeof(r->'rating') = 'number'
		ORDER BY chosen.created_at, chosen.id, model`,
		[boardKey(filter), steps],
	);
	return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
