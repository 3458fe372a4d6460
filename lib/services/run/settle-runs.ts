import { createHash } from "node:crypto";
import { pool } from "#lib/db/pool.ts";
import { runConfigSchema } from "#lib/simulation/run-config.ts";

interface OpenRun {
	id: string;
	state: string;
	configuration: unknown;
	waiting: number;
	running: number;
	calls: number;
	tokens: number;
	usd: number;
	minutes: number;
}

/**
 * Looks after runs that are not over: stops those whose budget is used up (what runs may finish, what waits is not
 * begun), and ends those with nothing left to play. With `runId`, `isOver` says that this run has ended.
 */
export async function settleRuns(runId?: string): Promise<{ isOver: boolean }> {
	const { rows } = await pool().query<OpenRun>(
		`SELECT r.id, r.state, r.configuration, e.*, (extract(epoch FROM now() - r.created_at) / 60)::float AS minutes
		 FROM runs r CROSS JOIN LATERAL (
			SELECT count(*) FILTER (WHERE state = 'waiting') AS waiting, count(*) FILTER (WHERE state = 'running') AS running,
				coalesce(sum(calls), 0) AS calls, coalesce(sum(tokens_in + tokens_out), 0) AS tokens, coalesce(sum(cost_usd), 0) AS usd
			FROM episodes WHERE run_id = r.id) e
		 WHERE r.finished_at IS NULL AND r.state IN ('running', 'stopping') AND ($1::uuid IS NULL OR r.id = $1)`,
		[runId ?? null],
	);
	for (const run of rows) {
		const spent = run.state === "running" ? spentBudget(run) : null;
		if (spent !== null) await stopRun(run.id, spent);
		else if (run.waiting + run.running === 0) await endRun(run);
	}
	if (runId === undefined) return { isOver: false };
	const { rowCount } = await pool().query(
		"SELECT 1 FROM runs WHERE id = $1 AND (finished_at IS NOT NULL OR state = 'paused')",
		[runId],
	);
	return { isOver: rowCount === 1 };
}

/** The part of the budget that is used up, in words; null when there is some left. */
function spentBudget(run: OpenRun): string | null {
	const { budget } = runConfigSchema.parse(run.configuration);
	if (run.waiting === 0) return null;
	for (const name of ["calls", "tokens", "usd", "minutes"] as const) {
		const max = budget[name];
		if (max !== null && run[name] >= max) return `the budget of ${max} ${name} is used up`;
	}
	return null;
}

async function stopRun(id: string, reason: string): Promise<void> {
	await pool().query(
		`WITH stopped AS (UPDATE runs SET state = 'stopping', state_reason = $2 WHERE id = $1 AND state = 'running' RETURNING id)
		 UPDATE episodes SET state = 'cancelled', ended_at = now() FROM stopped WHERE run_id = stopped.id AND episodes.state = 'waiting'`,
		[id, reason],
	);
}

async function endRun({ id, state }: Pick<OpenRun, "id" | "state">): Promise<void> {
	const { rows } = await pool().query<{ position: number; hash: string }>(
		"SELECT position, event_hash AS hash FROM episodes WHERE run_id = $1 AND state = 'finished' ORDER BY position, attempt",
		[id],
	);
	const hash = createHash("sha256");
	for (const row of rows) hash.update(`${row.position} ${row.hash}\n`);
	// A run that its budget stopped spends nothing on a jury either.
	await pool().query(
		`UPDATE runs SET event_log_hash = $3, state = CASE WHEN configuration ? 'jury' AND $2 = 'finished' THEN 'judging' ELSE $2 END,
		   finished_at = CASE WHEN configuration ? 'jury' AND $2 = 'finished' THEN NULL ELSE now() END
		 WHERE id = $1 AND finished_at IS NULL AND state = $4`,
		[id, state === "stopping" ? "stopped" : "finished", hash.digest("hex"), state],
	);
}

/** Runs whose jury is at work. */
export async function findJudging(runId?: string): Promise<string[]> {
	const { rows } = await pool().query<{ id: string }>(
		"SELECT id FROM runs WHERE state = 'judging' AND ($1::uuid IS NULL OR id = $1) ORDER BY created_at",
		[runId ?? null],
	);
	return rows.map(({ id }) => id);
}

/** Ends a run whose jury has read everything. */
export async function endJudging(runId: string): Promise<void> {
	await pool().query(
		"UPDATE runs SET state = 'finished', finished_at = now() WHERE id = $1 AND state = 'judging'",
		[runId],
	);
}
