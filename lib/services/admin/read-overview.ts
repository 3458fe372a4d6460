import type { Actor } from "#lib/auth/actor.ts";
import { pool } from "#lib/db/pool.ts";
import { listJobs } from "#lib/services/job/list-jobs.ts";
import { assertAdmin } from "./assert-admin.ts";

/** `late` when changes have waited longer than a working worker lets them. */
export type WorkerState = "ok" | "late" | "never-started";

export interface Overview {
	database: { version: string; bytes: number; answeredInMs: number };
	worker: { state: WorkerState; outboxRows: number; oldestMs: number | null; deadLetters: number };
	/** Age of the newest snapshot, in ms; null before the first. */
	snapshotAgeMs: number | null;
	staleBoards: number;
	/** Of the last 24 hours. */
	today: {
		battles: number;
		votes: number;
		voters: number;
		/** Finished conversations of simulated runs; their battles and judgements are not in the others. */
		episodes: number;
		calls: number;
		failures: number;
		spendUsd: number;
		leaks: number;
	};
	/** Of the last 30 days; calls without a known price are counted apart. */
	spendMonthUsd: number;
	unpricedCalls: number;
	modelsActive: number;
}

const LATE_MS = 30_000;

/** The state of the instance, for the first page of Admin. */
export async function readOverview(actor: Actor): Promise<Overview> {
	assertAdmin(actor);
	const started = performance.now();
	const { rows: database } = await pool().query<{ version: string; bytes: number }>(
		"SELECT current_setting('server_version') AS version, pg_database_size(current_database()) AS bytes",
	);
	const answeredInMs = performance.now() - started;
	const [today, month, boards, jobs] = await Promise.all([
		readToday(),
		pool().query<{ spend: number; unpriced: number }>(
			`SELECT coalesce(sum(cost_usd), 0) AS spend, count(*) FILTER (WHERE cost_usd IS NULL AND state <> 'running') AS unpriced
			 FROM calls WHERE started_at > now() - interval '30 days'`,
		),
		pool().query<{ age: number | null; stale: number; active: number }>(
			`SELECT (SELECT extract(epoch FROM now() - max(created_at))::float8 * 1000 FROM rating_snapshots) AS age,
			   (SELECT count(*) FROM leaderboards WHERE stale_at IS NOT NULL) AS stale,
			   (SELECT count(*) FROM models WHERE state = 'active') AS active`,
		),
		listJobs(),
	]);
	const { rows: outboxRows, oldestMs } = jobs.outbox;
	const isLate = (oldestMs ?? 0) > LATE_MS;
	return {
		database: { version: database[0]?.version ?? "", bytes: database[0]?.bytes ?? 0, answeredInMs },
		worker: {
			state: isLate ? "late" : jobs.isInstalled ? "ok" : "never-started",
			outboxRows,
			oldestMs,
			deadLetters: jobs.deadLetters.length,
		},
		snapshotAgeMs: boards.rows[0]?.age ?? null,
		staleBoards: boards.rows[0]?.stale ?? 0,
		today,
		spendMonthUsd: month.rows[0]?.spend ?? 0,
		unpricedCalls: month.rows[0]?.unpriced ?? 0,
		modelsActive: boards.rows[0]?.active ?? 0,
	};
}

async function readToday(): Promise<Overview["today"]> {
	const since = "> now() - interval '24 hours'";
	const { rows } = await pool().query<Overview["today"]>(
		`SELECT (SELECT count(*) FROM battles WHERE episode_a_id IS NULL AND created_at ${since}) AS battles,
		   (SELECT count(*) FROM episodes WHERE state = 'finished' AND ended_at ${since}) AS episodes, j.votes, j.voters, c.calls, c.failures, c."spendUsd",
		   (SELECT count(*) FROM replies WHERE has_leak AND started_at ${since}) AS leaks
		 FROM (SELECT count(*) AS votes, count(DISTINCT voter_id) AS voters FROM judgements WHERE kind = 'vote' AND created_at ${since}) j,
		   (SELECT count(*) AS calls, count(*) FILTER (WHERE state = 'failed') AS failures,
		      coalesce(sum(cost_usd), 0) AS "spendUsd" FROM calls WHERE started_at ${since}) c`,
	);
	return (
		rows[0] ?? {
			battles: 0,
			votes: 0,
			voters: 0,
			episodes: 0,
			calls: 0,
			failures: 0,
			spendUsd: 0,
			leaks: 0,
		}
	);
}
