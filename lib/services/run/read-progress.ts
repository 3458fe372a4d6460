import { pool } from "#lib/db/pool.ts";
import { type RunConfig, runConfigSchema } from "#lib/simulation/run-config.ts";
import { runNotFound } from "./change-run.ts";
import type { RunEstimate } from "./estimate-run.ts";
import { RUN_BATTLES_SQL } from "./run-battles.ts";

/** Failed calls of one model with one code, such as `network`, in the newest void conversations of a run. */
export interface EndpointFault {
	model: string;
	code: string;
	calls: number;
}

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
	/** What endpoints did in the newest void conversations, most often first. */
	endpointFaults: EndpointFault[];
	battles: number;
	verdicts: number;
	readings: number;
	/** Of conversations, void ones included, and jurors: what the budget is held against. */
	spend: { calls: number; tokensIn: number; tokensOut: number; costUsd: number };
	estimate: RunEstimate;
	eventLogHash: string | null;
	elapsedSeconds: number;
	config: RunConfig;
	yaml: string;
}

/** A run by its id or slug. Throws `run-not-found` (404). */
export async function readProgress(idOrSlug: string): Promise<RunProgress> {
	const run = await findRun(idOrSlug);
	const [counts, failures, endpointFaults, judged] = await Promise.all([
		countEpisodes(run.runId),
		countFailures(run.runId),
		findEndpointFaults(run.runId),
		countJudged(run.runId),
	]);
	const { configuration, createdAt, finishedAt, ...facts } = run;
	const { calls, tokensIn, tokensOut, costUsd, ...episodes } = counts;
	const { juryCalls, juryTokensIn, juryTokensOut, juryUsd, ...battles } = judged;
	return {
		...facts,
		...episodes,
		...battles,
		createdAt: createdAt.toISOString(),
		finishedAt: finishedAt?.toISOString() ?? null,
		failures,
		endpointFaults,
		spend: {
			calls: calls + juryCalls,
			tokensIn: tokensIn + juryTokensIn,
			tokensOut: tokensOut + juryTokensOut,
			costUsd: costUsd + juryUsd,
		},
		config: runConfigSchema.parse(configuration),
	};
}

type RunRow = Pick<
	RunProgress,
	| "runId"
	| "slug"
	| "name"
	| "state"
	| "stateReason"
	| "createdBy"
	| "estimate"
	| "eventLogHash"
	| "yaml"
	| "elapsedSeconds"
> & { configuration: unknown; createdAt: Date; finishedAt: Date | null };

async function findRun(idOrSlug: string): Promise<RunRow> {
	const { rows } = await pool().query<RunRow>(
		`SELECT r.id AS "runId", r.slug, r.name, r.state, r.state_reason AS "stateReason", r.created_at AS "createdAt",
			r.finished_at AS "finishedAt", r.created_by AS "createdBy", r.estimate, r.event_log_hash AS "eventLogHash", r.configuration, r.yaml,
			extract(epoch FROM coalesce(r.finished_at, now()) - r.created_at)::float AS "elapsedSeconds"
		 FROM runs r WHERE r.id::text = $1 OR r.slug = $1`,
		[idOrSlug],
	);
	const [row] = rows;
	if (row === undefined) throw runNotFound();
	return row;
}

type EpisodeCounts = Pick<
	RunProgress,
	"episodes" | "finished" | "running" | "waiting" | "cancelled" | "person" | "void" | "lost"
> & { calls: number; tokensIn: number; tokensOut: number; costUsd: number };

async function countEpisodes(runId: string): Promise<EpisodeCounts> {
	const { rows } = await pool().query<EpisodeCounts>(
		`SELECT count(*) FILTER (WHERE attempt = 1) AS episodes, count(*) FILTER (WHERE state = 'finished') AS finished,
			count(*) FILTER (WHERE state = 'running') AS running, count(*) FILTER (WHERE state = 'waiting') AS waiting,
			count(*) FILTER (WHERE state = 'cancelled') AS cancelled, count(*) FILTER (WHERE state = 'person') AS person,
			count(*) FILTER (WHERE state = 'void') AS void,
			count(*) FILTER (WHERE state = 'void' AND NOT EXISTS (SELECT 1 FROM episodes n
				WHERE n.run_id = e.run_id AND n.position = e.position AND n.attempt > e.attempt)) AS lost,
			coalesce(sum(calls), 0) AS calls, coalesce(sum(tokens_in), 0) AS "tokensIn", coalesce(sum(tokens_out), 0) AS "tokensOut",
			coalesce(sum(cost_usd), 0) AS "costUsd"
		 FROM episodes e WHERE run_id = $1`,
		[runId],
	);
	return only(rows);
}

/** Void attempts by cause. */
async function countFailures(runId: string): Promise<Record<string, number>> {
	const { rows } = await pool().query<{ cause: string; n: number }>(
		`SELECT coalesce(void_reason, 'unknown') AS cause, count(*) AS n FROM episodes WHERE run_id = $1 AND state = 'void' GROUP BY 1 ORDER BY 1`,
		[runId],
	);
	return Object.fromEntries(rows.map(({ cause, n }) => [cause, n]));
}

/** Conversations that are looked at for what endpoints did. */
const LOOKED_AT = 20;

/** An open circuit only says that an endpoint failed before, so it comes last. */
async function findEndpointFaults(runId: string): Promise<EndpointFault[]> {
	const { rows } = await pool().query<EndpointFault>(
		`SELECT m.slug AS model, coalesce(c.error_code, c.state) AS code, count(*) AS calls
		 FROM (SELECT id FROM episodes WHERE run_id = $1 AND state = 'void' AND void_reason = 'infrastructure-error'
			ORDER BY ended_at DESC LIMIT ${LOOKED_AT}) e
		 JOIN calls c ON c.conversation_id = e.id JOIN models m ON m.id = c.model_id
		 WHERE c.purpose = 'episode' AND c.state NOT IN ('ok', 'running')
		 GROUP BY 1, 2 ORDER BY (coalesce(c.error_code, c.state) = 'circuit-open'), count(*) DESC, 1, 2 LIMIT 5`,
		[runId],
	);
	return rows;
}

type JudgedCounts = Pick<RunProgress, "battles" | "verdicts" | "readings"> & {
	juryCalls: number;
	juryTokensIn: number;
	juryTokensOut: number;
	juryUsd: number;
};

async function countJudged(runId: string): Promise<JudgedCounts> {
	const { rows } = await pool().query<JudgedCounts>(
		`WITH own AS MATERIALIZED (${RUN_BATTLES_SQL})
		 SELECT (SELECT count(*) FROM own) AS battles,
			(SELECT count(*) FROM own JOIN judgements j ON j.battle_id = own.id AND j.kind = 'verdict' AND j.is_current) AS verdicts, d.*
		 FROM (SELECT count(*) FILTER (WHERE is_reading) AS readings, coalesce(sum(calls), 0) AS "juryCalls",
			coalesce(sum(tokens_in), 0) AS "juryTokensIn", coalesce(sum(tokens_out), 0) AS "juryTokensOut", coalesce(sum(cost_usd), 0) AS "juryUsd"
			FROM (SELECT true AS is_reading, calls, tokens_in, tokens_out, cost_usd FROM readings WHERE run_id = $1
				UNION ALL SELECT false, calls, tokens_in, tokens_out, cost_usd FROM critiques WHERE run_id = $1) judged) d`,
		[runId],
	);
	return only(rows);
}

function only<T>([row]: readonly T[]): T {
	if (row === undefined) throw new Error("Broken invariant: counting returned no row");
	return row;
}
