import { pool } from "#lib/db/pool.ts";
import { type RunConfig, runConfigSchema } from "#lib/simulation/run-config.ts";
import { runNotFound } from "./change-run.ts";
import type { RunEstimate } from "./estimate-run.ts";

/** Where a run stands. */
export interface RunProgress {
	runId: string;
	slug: string;
	name: string;
	state: string;
	stateReason: string | null;
	createdAt: string;
	finishedAt: string | null;
	createdBy: string;
	/** Places of the run's order: each is played once, void attempts not counted. */
	episodes: number;
	finished: number;
	running: number;
	waiting: number;
	cancelled: number;
	/** Waiting for a person to speak. */
	person: number;
	/** Void attempts, and of them those that no further attempt made good. */
	void: number;
	lost: number;
	/** Void attempts by cause. */
	failures: Record<string, number>;
	battles: number;
	verdicts: number;
	readings: number;
	/** Calls and tokens of the conversations; money of conversations and jurors. */
	spend: { calls: number; tokensIn: number; tokensOut: number; costUsd: number };
	estimate: RunEstimate;
	eventLogHash: string | null;
	elapsedSeconds: number;
	config: RunConfig;
	yaml: string;
}

type Row = Omit<RunProgress, "failures" | "spend" | "config" | "createdAt" | "finishedAt"> & {
	configuration: unknown;
	createdAt: Date;
	finishedAt: Date | null;
	calls: number;
	tokensIn: number;
	tokensOut: number;
	costUsd: number;
};

/** A run by its id or slug. Throws `run-not-found` (404). */
export async function readProgress(idOrSlug: string): Promise<RunProgress> {
	const { rows } = await pool().query<Row>(
		`SELECT r.id AS "runId", r.slug, r.name, r.state, r.state_reason AS "stateReason", r.created_at AS "createdAt",
			r.finished_at AS "finishedAt", r.created_by AS "createdBy", r.estimate, r.event_log_hash AS "eventLogHash", r.configuration, r.yaml,
			extract(epoch FROM coalesce(r.finished_at, now()) - r.created_at)::float AS "elapsedSeconds", e.*,
			(SELECT count(*) FROM battles b JOIN episodes a ON a.id = b.episode_a_id WHERE a.run_id = r.id) AS battles,
			(SELECT count(*) FROM battles b JOIN episodes a ON a.id = b.episode_a_id
				JOIN judgements j ON j.battle_id = b.id AND j.kind = 'verdict' AND j.is_current WHERE a.run_id = r.id) AS verdicts,
			(SELECT count(*) FROM readings d WHERE d.run_id = r.id) AS readings
		 FROM runs r CROSS JOIN LATERAL (
			SELECT count(DISTINCT position) AS episodes, count(*) FILTER (WHERE state = 'finished') AS finished,
				count(*) FILTER (WHERE state = 'running') AS running, count(*) FILTER (WHERE state = 'waiting') AS waiting,
				count(*) FILTER (WHERE state = 'cancelled') AS cancelled, count(*) FILTER (WHERE state = 'person') AS person,
				count(*) FILTER (WHERE state = 'void') AS void,
				count(*) FILTER (WHERE state = 'void' AND NOT EXISTS (SELECT 1 FROM episodes n
					WHERE n.run_id = episodes.run_id AND n.position = episodes.position AND n.attempt > episodes.attempt)) AS lost,
				coalesce(sum(calls), 0) AS calls, coalesce(sum(tokens_in), 0) AS "tokensIn", coalesce(sum(tokens_out), 0) AS "tokensOut",
				coalesce(sum(cost_usd), 0) + coalesce((SELECT sum(d.cost_usd) FROM readings d WHERE d.run_id = r.id), 0) AS "costUsd"
			FROM episodes WHERE run_id = r.id) e
		 WHERE r.id::text = $1 OR r.slug = $1`,
		[idOrSlug],
	);
	const [row] = rows;
	if (row === undefined) throw runNotFound();
	const { configuration, calls, tokensIn, tokensOut, costUsd, createdAt, finishedAt, ...rest } =
		row;
	const causes = await pool().query<{ cause: string; n: number }>(
		`SELECT coalesce(void_reason, 'unknown') AS cause, count(*) AS n FROM episodes WHERE run_id = $1 AND state = 'void' GROUP BY 1`,
		[row.runId],
	);
	return {
		...rest,
		createdAt: createdAt.toISOString(),
		finishedAt: finishedAt?.toISOString() ?? null,
		failures: Object.fromEntries(causes.rows.map(({ cause, n }) => [cause, n])),
		spend: { calls, tokensIn, tokensOut, costUsd },
		config: runConfigSchema.parse(configuration),
	};
}
