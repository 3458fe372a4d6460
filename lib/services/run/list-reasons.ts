import { pool } from "#lib/db/pool.ts";

/** Why conversations of a run ended or are void, each reason once. */
export async function listReasons(runId: string): Promise<string[]> {
	const { rows } = await pool().query<{ reason: string }>(
		`SELECT DISTINCT coalesce(void_reason, end_reason) AS reason FROM episodes
		 WHERE run_id = $1 AND coalesce(void_reason, end_reason) IS NOT NULL ORDER BY 1`,
		[runId],
	);
	return rows.map(({ reason }) => reason);
}
