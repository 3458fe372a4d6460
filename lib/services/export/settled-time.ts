import { pool } from "#lib/db/pool.ts";

/** How long a transaction may take from its beginning until the list of running ones has it, in ms. */
const LISTED_MS = 50;

/**
 * The newest time before which nothing can appear any more, at the resolution that rows are stored
 * with. A row is dated when its transaction begins, and seen when it commits: a vote that waits for
 * its battle's lock is older than votes that were committed before it. So this is just before the
 * oldest running transaction began.
 */
export async function settledTime(): Promise<Date> {
	const begun = await pool().query<{ now: Date }>("SELECT now() AS now");
	await new Promise((resolve) => setTimeout(resolve, LISTED_MS));
	const { rows } = await pool().query<{ at: Date }>(
		`SELECT date_trunc('milliseconds', least($1::timestamptz, min(xact_start))) - interval '1 millisecond' AS at
		 FROM pg_stat_activity
		 WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()`,
		[begun.rows[0]?.now],
	);
	return rows[0]?.at ?? new Date(0);
}
