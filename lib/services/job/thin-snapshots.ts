import { config } from "#lib/config/config.ts";
import { pool } from "#lib/db/pool.ts";

/** Snapshots that one statement takes away at most: rows are large, and a job may be killed. */
const BATCH = 1000;

/**
 * Thins out old snapshots: up to PARLEY_SNAPSHOTS_ALL_HOURS all are kept, up to
 * PARLEY_SNAPSHOTS_HOURLY_DAYS the last of each hour, from then on the last of each day (UTC), and
 * always those that are current. Each that goes leaves a tombstone. Resolves to how many went.
 */
export async function thinSnapshots(): Promise<number> {
	const { PARLEY_SNAPSHOTS_ALL_HOURS: allHours, PARLEY_SNAPSHOTS_HOURLY_DAYS: hourlyDays } =
		config();
	let thinned = 0;
	for (;;) {
		const { rowCount } = await pool().query(
			`WITH old AS (
			   SELECT id, leaderboard_key, created_at,
			     CASE WHEN created_at < now() - make_interval(days => $2) THEN 'day' ELSE 'hour' END AS unit
			   FROM rating_snapshots WHERE created_at < now() - make_interval(hours => $1)),
			 ranked AS (
			   SELECT id, row_number() OVER (
			     PARTITION BY leaderboard_key, unit, date_trunc(unit, created_at, 'UTC')
			     ORDER BY created_at DESC, id DESC) AS place
			   FROM old),
			 gone AS (
			   DELETE FROM rating_snapshots WHERE id IN (
			     SELECT id FROM ranked WHERE place > 1
			       AND NOT EXISTS (SELECT 1 FROM leaderboards l WHERE l.snapshot_id = ranked.id) LIMIT $3)
			   RETURNING id, leaderboard_key, created_at)
			 INSERT INTO snapshot_tombstones (id, leaderboard_key, created_at)
			 SELECT id, leaderboard_key, created_at FROM gone ON CONFLICT DO NOTHING`,
			[allHours, hourlyDays, BATCH],
		);
		thinned += rowCount ?? 0;
		if ((rowCount ?? 0) < BATCH) return thinned;
	}
}
