import { pool } from "#lib/db/pool.ts";
import type { Suite } from "#lib/simulation/suite.ts";
import type { Attempts, PlayedRow, TurnShare } from "#lib/simulation/suite-results.ts";

type Named = Pick<Suite, "slug" | "version">;

/** Who sat in the other seats: the last part of a pairing key, such as `seat:opponent=solver@1.0.0`; "" for nobody. */
export interface SuiteUsers {
	drivers: string;
	/** Finished conversations with them. */
	episodes: number;
}

/** The other seats' drivers of an episode `e`. */
export const OTHERS_SQL = "coalesce(substring(e.pairing_key FROM ' (seat:.*)$'), '')";

/** Conversations that results are made of: of runs, from their beginning. */
export const PLAYED_SQL = "e.parent_id IS NULL AND e.run_id IS NOT NULL";

/** Who sat in the other seats of a suite's current version, most conversations first. */
export async function readUsers({ slug, version }: Named): Promise<SuiteUsers[]> {
	const { rows } = await pool().query<SuiteUsers>(
		`SELECT ${OTHERS_SQL} AS drivers, count(*) AS episodes FROM episodes e
		 WHERE e.suite = $1 AND e.version = $2 AND e.state = 'finished' AND ${PLAYED_SQL} GROUP BY 1 ORDER BY 2 DESC, 1`,
		[slug, version],
	);
	return rows;
}

/** Finished conversations with these in the other seats; of those that met exactly the same the newest. */
export async function readPlayed({ slug, version }: Named, others: string): Promise<PlayedRow[]> {
	const { rows } = await pool().query<PlayedRow>(
		`SELECT DISTINCT ON (e.pairing_key, e.model_id) e.id, m.slug AS model, m.name, e.seed, e.replicate, e.control, e.language, e.metrics
		 FROM episodes e JOIN models m ON m.id = e.model_id
		 WHERE e.suite = $1 AND e.version = $2 AND e.state = 'finished' AND ${PLAYED_SQL} AND ${OTHERS_SQL} = $3
		 ORDER BY e.pairing_key, e.model_id, e.ended_at DESC, e.id DESC`,
		[slug, version, others],
	);
	return rows;
}

/**
 * Share of checks passed by turn, by episode; checks of the whole conversation are not in it. Of several versions of a
 * check the one that was stored last counts.
 */
export async function readTurnShares(
	ids: readonly string[],
): Promise<Map<string, (TurnShare & { id: string })[]>> {
	const { rows } = await pool().query<TurnShare & { id: string }>(
		`SELECT c.episode_id AS id, c.turn, avg(c.passed::int)::float AS value FROM check_results c
		 WHERE c.episode_id = ANY ($1::uuid[]) AND c.turn > 0
			AND NOT EXISTS (SELECT 1 FROM check_results n WHERE n.episode_id = c.episode_id AND n."check" = c."check"
				AND n.version <> c.version AND (n.at, n.version) > (c.at, c.version))
		 GROUP BY 1, 2 ORDER BY 1, 2`,
		[ids],
	);
	return Map.groupBy(rows, ({ id }) => id);
}

/** Attempts by model, void ones with their reasons. A void attempt that was played again counts as both. */
export async function readAttempts(
	{ slug, version }: Named,
	others: string,
	language: string | null,
): Promise<Map<string, Attempts>> {
	const { rows } = await pool().query<{ model: string; reason: string | null; count: number }>(
		`SELECT m.slug AS model, CASE WHEN e.state = 'void' THEN coalesce(e.void_reason, 'unknown') END AS reason, count(*) AS count
		 FROM episodes e JOIN models m ON m.id = e.model_id
		 WHERE e.suite = $1 AND e.version = $2 AND e.state IN ('finished', 'void') AND ${PLAYED_SQL} AND ${OTHERS_SQL} = $3
			AND ($4::text IS NULL OR e.language = $4)
		 GROUP BY 1, 2 ORDER BY 1, 2`,
		[slug, version, others, language],
	);
	return new Map(
		[...Map.groupBy(rows, ({ model }) => model)].map(([model, own]) => {
			const voids = own.flatMap(({ reason, count }) =>
				reason === null ? [] : [{ reason, count }],
			);
			return [
				model,
				{
					finished: own.find(({ reason }) => reason === null)?.count ?? 0,
					void: voids.reduce((sum, { count }) => sum + count, 0),
					reasons: Object.fromEntries(voids.map(({ reason, count }) => [reason, count])),
				},
			];
		}),
	);
}
