import type pg from "pg";
import type { CheckResult } from "#lib/simulation/suite.ts";

/** Stores check results of an episode; those of the same version that are there already stay. Returns how many are new. */
export async function storeChecks(
	client: pg.PoolClient,
	episodeId: string,
	checks: readonly CheckResult[],
): Promise<number> {
	if (checks.length === 0) return 0;
	const places = new Map<string, number>();
	const rows = checks.map(({ check, version, turn, passed, loose, score, detail }) => {
		const key = `${check}|${version}|${turn}`;
		const position = places.get(key) ?? 0;
		places.set(key, position + 1);
		return { check, version, turn: turn ?? 0, position, passed, loose, score, detail };
	});
	const { rowCount } = await client.query(
		`INSERT INTO check_results (episode_id, "check", version, turn, position, passed, loose, score, detail)
		 SELECT $1, r.check, r.version, r.turn, r.position, r.passed, r.loose, r.score, coalesce(r.detail, 'null')
		 FROM jsonb_to_recordset($2) AS r("check" text, version text, turn int, position int, passed bool, loose bool, score float, detail jsonb)
		 ON CONFLICT DO NOTHING`,
		[episodeId, JSON.stringify(rows)],
	);
	return rowCount ?? 0;
}
