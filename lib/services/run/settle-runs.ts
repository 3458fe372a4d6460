import { createHash } from "node:crypto";
import { pool } from "#lib/db/pool.ts";

interface OpenRun {
	id: string;
	state: string;
}

/** SQL for a run `r` of which nothing is left to be played. */
const NOTHING_LEFT_SQL = `NOT EXISTS (SELECT 1 FROM episodes e WHERE e.run_id = r.id AND e.state IN ('waiting', 'running', 'person'))`;

/**
 * Ends the runs with nothing left to play, or hands them to their juries. With `runId` only this one, and `isOver` says
 * that nothing more will happen to it by itself: it has ended, or is paused.
 */
export async function settleRuns(runId?: string): Promise<{ isOver: boolean }> {
	const { rows } = await pool().query<OpenRun>(
		`SELECT r.id, r.state FROM runs r
		 WHERE r.state IN ('running', 'stopping') AND ($1::uuid IS NULL OR r.id = $1) AND ${NOTHING_LEFT_SQL}`,
		[runId ?? null],
	);
	for (const run of rows) await endRun(run);
	if (runId === undefined) return { isOver: false };
	const { rowCount } = await pool().query(
		"SELECT 1 FROM runs WHERE id = $1 AND (finished_at IS NOT NULL OR state = 'paused')",
		[runId],
	);
	return { isOver: rowCount === 1 };
}

async function endRun({ id, state }: OpenRun): Promise<void> {
	const hash = await runHash(id);
	// A run that its budget stopped spends nothing on a jury either.
	await pool().query(
		`UPDATE runs r SET event_log_hash = $3, state = CASE WHEN configuration ?| ARRAY['jury', 'critics'] AND $2 = 'finished' THEN 'judging' ELSE $2 END,
		   finished_at = CASE WHEN configuration ?| ARRAY['jury', 'critics'] AND $2 = 'finished' THEN NULL ELSE now() END
		 WHERE id = $1 AND state = $4 AND ${NOTHING_LEFT_SQL}`,
		[id, state === "stopping" ? "stopped" : "finished", hash, state],
	);
}

/** SHA-256, in hexadecimal, over the logs of a run's finished conversations in its fixed order. */
async function runHash(id: string): Promise<string> {
	const { rows } = await pool().query<{ position: number; hash: string }>(
		"SELECT position, event_hash AS hash FROM episodes WHERE run_id = $1 AND state = 'finished' ORDER BY position, attempt",
		[id],
	);
	const hash = createHash("sha256");
	for (const row of rows) hash.update(`${row.position} ${row.hash}\n`);
	return hash.digest("hex");
}

/** Runs whose jury is at work, the oldest first. */
export async function findJudging(runId?: string): Promise<string[]> {
	const { rows } = await pool().query<{ id: string }>(
		"SELECT id FROM runs WHERE state = 'judging' AND ($1::uuid IS NULL OR id = $1) ORDER BY created_at, id",
		[runId ?? null],
	);
	return rows.map(({ id }) => id);
}

/** Ends a run whose jury has read everything, or had to stop before, with what is to be said of it. */
export async function endJudging(
	runId: string,
	state: "finished" | "stopped",
	reason: string | null,
): Promise<void> {
	await pool().query(
		"UPDATE runs SET state = $2, state_reason = $3, finished_at = now() WHERE id = $1 AND state = 'judging'",
		[runId, state, reason],
	);
}
