import { pool, type Queryable } from "#lib/db/pool.ts";
import type { RunConfig } from "#lib/simulation/run-config.ts";
import { readLimits } from "./run-limits.ts";

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
		UNION ALL SELECT sum(calls), sum(tokens_in + tokens_out), sum(cost_usd) FROM critiques WHERE run_id = r.id) amounts`;

/** SQL for a run `r` that has a budget at all. */
const HAS_BUDGET_SQL = "jsonb_strip_nulls(r.configuration->'budget') <> '{}'";

/** What of a run's budget is used up, in words; null when there is some left. Also null for a run that is not there. */
export async function findSpentBudget(runId: string): Promise<string | null> {
	const { rows } = await pool().query<Spent & { configuration: unknown }>(
		`SELECT r.configuration, s.* FROM runs r CROSS JOIN LATERAL (${SPENT_SQL}) s WHERE r.id = $1 AND ${HAS_BUDGET_SQL}`,
		[runId],
	);
	const [run] = rows;
	const limits = run === undefined ? null : readLimits(run.configuration);
	return run === undefined || limits === null ? null : spentBudget(limits.budget, run);
}

/** What the budgets of running runs leave room for. */
export interface BudgetRoom {
	/** By run: conversations that may be played at once, at least 1. Runs that are not in it have no such limit. */
	atOnce: Record<string, number>;
	/** Runs whose configuration cannot be read: nobody knows what they may spend. */
	unreadable: string[];
}

/**
 * Stops the runs whose budget is used up while conversations still wait: what is being played may end, what waits is
 * not begun. Of the others says how many conversations may be played at once, so that not many more are begun than the
 * budget lasts for. Within the transaction of a claim, so that nobody claims beyond it.
 */
export async function stopSpentRuns(on: Queryable, runId?: string): Promise<BudgetRoom> {
	const { rows } = await on.query<
		Spent & { id: string; configuration: unknown; estimate: Expected }
	>(
		`SELECT r.id, r.configuration, r.estimate, s.* FROM runs r CROSS JOIN LATERAL (${SPENT_SQL}) s
		 WHERE r.state = 'running' AND ($1::uuid IS NULL OR r.id = $1) AND ${HAS_BUDGET_SQL}
			AND EXISTS (SELECT 1 FROM episodes e WHERE e.run_id = r.id AND e.state = 'waiting')`,
		[runId ?? null],
	);
	const room: BudgetRoom = { atOnce: {}, unreadable: [] };
	for (const { id, configuration, estimate, ...spent } of rows) {
		const limits = readLimits(configuration);
		if (limits === null) {
			room.unreadable.push(id);
			continue;
		}
		const reason = spentBudget(limits.budget, spent);
		if (reason !== null) await stopRun(on, id, reason);
		else room.atOnce[id] = lastsFor(limits.budget, spent, estimate);
	}
	return room;
}

/** What a run was expected to take, as it was stored at its launch. */
interface Expected {
	episodes: number;
	calls: number;
	tokensIn: number;
	tokensOut: number;
	costUsd: number | null;
}

/** A limit that no run's `concurrency` reaches. */
const NO_LIMIT = 1_000_000;

/** Conversations for which what is left of a budget lasts, by what one was expected to take; at least 1. */
export function lastsFor(budget: Budget, spent: Spent, expected: Expected): number {
	const { episodes, calls, tokensIn, tokensOut, costUsd } = expected;
	const takes = { calls, tokens: tokensIn + tokensOut, usd: costUsd ?? 0 };
	const counts = (["calls", "tokens", "usd"] as const).map((name) => {
		const max = budget[name];
		const each = takes[name] / Math.max(1, episodes);
		return max === null || !(each > 0) ? NO_LIMIT : Math.floor((max - spent[name]) / each);
	});
	return Math.max(1, Math.min(NO_LIMIT, ...counts));
}

const lookedAt = new Map<string, number>();
/** A run's budget is looked at before a call outside at most this often by one process, in ms. */
const LOOK_EVERY_MS = 1000;

/**
 * Before a call outside of a run's conversation: stops the run if its budget is used up by now, whether or not anybody
 * claims. The conversation itself goes on to its end.
 */
export async function stopIfSpent(runId: string): Promise<void> {
	const now = performance.now();
	if (now - (lookedAt.get(runId) ?? Number.NEGATIVE_INFINITY) < LOOK_EVERY_MS) return;
	for (const [id, at] of lookedAt) if (now - at > LOOK_EVERY_MS) lookedAt.delete(id);
	lookedAt.set(runId, now);
	await stopSpentRuns(pool(), runId);
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
