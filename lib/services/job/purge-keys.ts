import { pool } from "#lib/db/pool.ts";

/** Deletes remembered answers to POST requests that are older than so many hours; resolves to how many. */
export async function purgeKeys(olderThanHours: number): Promise<number> {
	const { rowCount } = await pool().query(
		"DELETE FROM idempotency_keys WHERE created_at < now() - make_interval(hours => $1)",
		[olderThanHours],
	);
	return rowCount ?? 0;
}
