import type { Queryable } from "#lib/db/pool.ts";
import type { BoardFilter } from "#lib/ranking/board-filter.ts";
import type { MergedCell } from "#lib/ranking/cells.ts";
import { type JudgementCounts, judgementCountsSchema } from "#lib/ranking/snapshot.ts";
import { CELLS, countSums, pairSums } from "./board-sums.ts";
import { bucketSql, looksAt } from "./strata.ts";

/** Where a leaderboard's figures are read: its kept sums, or the cells, summed up for this once. */
export type BoardSource = { filter: BoardFilter; keptId: number | null };

const ASKED = "(SELECT 0 AS id, $1::jsonb AS filter)";

/** The cells of a leaderboard, by the models' slugs, merged and in canonical order. */
export async function loadCells(on: Queryable, source: BoardSource): Promise<MergedCell[]> {
	const sums =
		source.keptId === null
			? pairSums(CELLS, ASKED)
			: "SELECT * FROM board_cells WHERE board_id = $2";
	const { rows } = await on.query<MergedCell>(
		`WITH repeated AS (
			SELECT c.model_a_id, c.model_b_id, (count(*) - count(DISTINCT j.battle_id))::int AS judgements
			FROM shared_battles JOIN judgements j USING (battle_id)
			JOIN judgement_cells jc ON jc.bucket = ${bucketSql("j.id")} AND jc.judgement_id = j.id
			JOIN cells c ON c.id = jc.cell_id AND c.reason = 'used' AND ${looksAt("$1::jsonb", "c")}
			GROUP BY 1, 2)
		SELECT a.slug AS "modelA", b.slug AS "modelB", wins_a AS "winsA", wins_b AS "winsB", ties, both_bad AS "bothBad",
			wins_a + wins_b + ties + both_bad - coalesce(repeated.judgements, 0) AS battles
		FROM (${sums}) sums JOIN models a ON a.id = model_a_id JOIN models b ON b.id = model_b_id
		LEFT JOIN repeated USING (model_a_id, model_b_id)
		WHERE (wins_a, wins_b, ties, both_bad) <> (0, 0, 0, 0)
		ORDER BY a.slug COLLATE "C", b.slug COLLATE "C"`,
		parametersOf(source),
	);
	return rows;
}

/** Counts of the judgements a leaderboard looks at, also those it leaves out. */
export async function countJudgements(
	on: Queryable,
	source: BoardSource,
): Promise<JudgementCounts> {
	const sums =
		source.keptId === null
			? countSums(CELLS, ASKED)
			: "SELECT * FROM board_counts WHERE board_id = $2 AND $1::jsonb IS NOT NULL";
	const { rows } = await on.query<{ kind: string; name: string; n: number }>(
		`SELECT kind, name, n FROM (${sums}) sums WHERE n <> 0 ORDER BY kind, name COLLATE "C"`,
		parametersOf(source),
	);
	const of = (kind: string) =>
		Object.fromEntries(rows.filter((row) => row.kind === kind).map(({ name, n }) => [name, n]));
	const { used = 0, ...leftOut } = of("reason");
	return judgementCountsSchema.parse({
		total: Object.values(leftOut).reduce((sum, n) => sum + n, used),
		used,
		leftOut,
		byLanguage: of("language"),
		byCategory: of("category"),
	});
}

const parametersOf = ({ filter, keptId }: BoardSource): unknown[] =>
	keptId === null ? [JSON.stringify(filter)] : [JSON.stringify(filter), keptId];
