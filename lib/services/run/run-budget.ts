import { pool, type Queryable } from "#lib/db/pool.ts";
import { type RunConfig, runConfigSchema } from "#lib/simulation/run-config.ts";

type Budget = RunConfig["budget"];
type Spent = Record<keyof Budget, number>;

/** The part of a budget that is used up, in words; null when there is some left of each. */
export function spentBudget(budget: Budget, spent: Spent): string | null {
	for (const name of ["calls", "tokens", "usd", "minutes"] as const) {
		const max = budget[name];
		if (max === null || spent[name] < max) continue;
		const amount = name === "usd" ? `${max} US dollars` : `${max} ${name}`;
		return max === 0
			? `the budget of ${amount} allows nothing to be played`
			: `the budget of ${amount} is used up`;
	}
	return null;
}

/**
 * SQL for what a run `r` has taken so far: its conversations, void attempts included, its jury and its critics. Time spent paused is
 * not counted.
 */
const SPENT_SQL = `SELECT coalesce(sum(calls), 0)::float AS calls, coalesce(sum(tokens), 0)::float AS tokens, coalesce(sum(usd), 0)::float AS usd,
		greatest(0, extract(epoch FROM now() - r.created_at) - r.paused_seconds
			- coalesce(extract(epoch FROM now() - r.paused_at), 0))::float / 60 AS minutes
	FROM (SELECT sum(calls) AS calls, sum(tokens_in + tokens_out) AS tokens, sum(cost_usd) AS usd FROM episodes
			WHERE run_id = r.id AND state IN ('running', 'finished', 'void', 'cancelled', 'person')
		UNION ALL SELECT sum(calls), sum(tokens_in + tokens_out), sum(cost_usd) FROM readings WHERE run_id = r.id
		UNION ALL SELECT count(*), 0, sum(cost_usd) FROM critiques WHERE run_id = r.id) amounts`;

/** SQL for a run `r` that has a budget at all. */
const HAS_BUDGET_SQL = "jsonb_strip_nulls(r.configuration->'budget') <> '{}'";

/** What of a run's budget is used up, in words; null when there is some left. Also null for a run that is not there. */
export async function findSpentBudget(runId: string): Promise<string | null> {
	const { rows } = await pool().query<Spent & { configuration: unknown }>(
		`SELECT r.configuration, s.* FROM runs r CROSS JOIN LATERAL (${SPENT_SQL}) s WHERE r.id = $1 AND ${HAS_BUDGET_SQL}`,
		[runId],
	);
	const [run] = rows;
	return run === undefined
		? null
		: spentBudget(runConfigSchema.parse(run.configuration).budget, run);
}

/**
 * Stops the runs whose budget is used up while conversations still wait: what is being played may end, what waits is
 * not begun. Within the transaction of a claim, so that nobody claims beyond it.
 */
export async function stopSpentRuns(on: Queryable, runId?: string): Promise<void> {
	const { rows } = await on.query<Spent & { id: string; configuration: unknown }>(
		`SELECT r.id, r.configuration, s.* FROM runs r CROSS JOIN LATERAL (${SPENT_SQL}) s
		 WHERE r.state = 'running' AND ($1::uuid IS NULL OR r.id = $1) AND ${HAS_BUDGET_SQL}
			AND EXISTS (SELECT 1 FROM episodes e WHERE e.run_id = r.id AND e.state = 'waiting')`,
		[runId ?? null],
	);
	for (const { id, configuration, ...spent } of rows) {
		const reason = spentBudget(runConfigSchema.parse(configuration).budget, spent);
		if (reason !== null) await stopRun(on, id, reason);
	}
}

async function stopRun(on: Queryable, id: string, reason: string): Promise<void> {
	const stopped = await on.query(
		"UPDATE runs SET state = 'stopping', state_reason = $2 WHERE id = $1 AND state = 'running'",
		[id, reason],
	);
	// After the run's row: an attempt that a void conversation left until now is seen here.
	if (stopped.rowCount === 1)
		await on.query(
			"UPDATE episodes SET state = 'cancelled', ended_at = now() WHERE run_id = $1 AND state = 'waiting'",
			[id],
		);
}
