import { pool } from "#lib/db/pool.ts";
import { knowSuites } from "./known-suite.ts";
import { type SeedRangeName, seedRange } from "./seed-range.ts";

/** An episode in a list. */
export interface EpisodeLine {
	slug: string;
	position: number;
	attempt: number;
	suite: string;
	control: string;
	language: string;
	category: string;
	/** Null where it is not told. */
	seed: number | null;
	range: SeedRangeName;
	replicate: number;
	model: string;
	state: string;
	endReason: string | null;
	voidReason: string | null;
	turns: number;
	calls: number;
	costUsd: number;
	durationMs: number | null;
	metrics: Record<string, number | null> | null;
}

export interface EpisodeQuery {
	runId: string;
	suite?: string | undefined;
	model?: string | undefined;
	state?: string | undefined;
	/** Only those that ended, or are void, for this reason. */
	reason?: string | undefined;
	/** The position after which the page begins; -1 for the first page. */
	after?: number;
	limit: number;
}

/** Episodes of a run in its order; a page may be longer than asked for, because attempts of one place stay together. */
export async function listEpisodes(query: EpisodeQuery): Promise<EpisodeLine[]> {
	type Row = Omit<EpisodeLine, "range"> & { seed: number; version: string };
	const { rows } = await pool().query<Row>(
		`SELECT e.slug, e.position, e.attempt, e.suite, e.version, e.control, e.language, e.category, e.seed, e.replicate, m.slug AS model,
			e.state, e.end_reason AS "endReason", e.void_reason AS "voidReason", e.turns, e.calls, e.cost_usd AS "costUsd",
			e.duration_ms AS "durationMs", e.metrics
		 FROM episodes e JOIN models m ON m.id = e.model_id
		 WHERE e.run_id = $1 AND ($2::text IS NULL OR e.suite = $2) AND ($3::text IS NULL OR m.slug = $3)
			AND ($4::text IS NULL OR e.state = $4) AND ($5::text IS NULL OR $5 IN (e.end_reason, e.void_reason)) AND e.position > $6
		 ORDER BY e.position FETCH FIRST $7 ROWS WITH TIES`,
		[
			query.runId,
			query.suite ?? null,
			query.model ?? null,
			query.state ?? null,
			query.reason ?? null,
			query.after ?? -1,
			query.limit,
		],
	);
	await knowSuites(rows);
	return rows
		.sort((x, y) => x.position - y.position || x.attempt - y.attempt)
		.map(({ version, ...row }) => ({ ...row, range: seedRange({ ...row, version }) }));
}
