import { pool } from "#lib/db/pool.ts";

/** A run in a list. */
export interface RunLine {
	id: string;
	slug: string;
	name: string;
	state: string;
	stateReason: string | null;
	createdAt: string;
	finishedAt: string | null;
	createdBy: string;
	episodes: number;
	finished: number;
	void: number;
	costUsd: number;
	suites: string[];
	models: string[];
}

/** Runs, newest first. `before` is the id of the last one that was seen. */
export async function listRuns(options: {
	limit: number;
	before?: string | undefined;
}): Promise<RunLine[]> {
	const { rows } = await pool().query<RunLine & { createdAt: Date; finishedAt: Date | null }>(
		`SELECT r.id, r.slug, r.name, r.state, r.state_reason AS "stateReason", r.created_at AS "createdAt", r.finished_at AS "finishedAt",
			r.created_by AS "createdBy", e.*,
			ARRAY(SELECT DISTINCT suite FROM run_cells c WHERE c.run_id = r.id ORDER BY 1) AS suites,
			ARRAY(SELECT DISTINCT model FROM run_cells c WHERE c.run_id = r.id ORDER BY 1) AS models
		 FROM runs r CROSS JOIN LATERAL (
			SELECT count(DISTINCT position) AS episodes, count(*) FILTER (WHERE state = 'finished') AS finished,
				count(*) FILTER (WHERE state = 'void') AS void, coalesce(sum(cost_usd), 0) AS "costUsd"
			FROM episodes WHERE run_id = r.id) e
		 WHERE $2::uuid IS NULL OR r.id < $2 ORDER BY r.id DESC LIMIT $1`,
		[options.limit, options.before ?? null],
	);
	return rows.map((row) => ({
		...row,
		createdAt: (row.createdAt as Date).toISOString(),
		finishedAt: (row.finishedAt as Date | null)?.toISOString() ?? null,
	}));
}
