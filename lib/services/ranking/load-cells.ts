import { createHash } from "node:crypto";
import type { ExclusionReason } from "#lib/arena/battle.ts";
import type { Queryable } from "#lib/db/pool.ts";
import type { BoardFilter } from "#lib/ranking/board-filter.ts";
import type { MergedCell } from "#lib/ranking/cells.ts";
import type { JudgementCounts } from "#lib/ranking/snapshot.ts";
import { COUNTS_SQL, judgementScope, REASON_SQL } from "./judgement-scope.ts";

/** The cells of a leaderboard, by the models' slugs, merged and in canonical order. */
export async function loadCells(on: Queryable, filter: BoardFilter): Promise<MergedCell[]> {
	const scope = judgementScope(filter);
	const { rows } = await on.query<MergedCell>(
		`WITH cells AS (
			SELECT b.model_a_id, b.model_b_id,
				count(*) FILTER (WHERE j.outcome = 'a') AS "winsA",
				count(*) FILTER (WHERE j.outcome = 'b') AS "winsB",
				count(*) FILTER (WHERE j.outcome = 'tie') AS ties,
				count(*) FILTER (WHERE j.outcome = 'both_bad') AS "bothBad",
				count(DISTINCT j.battle_id) AS battles
			${scope.sql} AND ${COUNTS_SQL}
			GROUP BY 1, 2)
		SELECT a.slug AS "modelA", b.slug AS "modelB", "winsA", "winsB", ties, "bothBad", battles
		FROM cells JOIN models a ON a.id = model_a_id JOIN models b ON b.id = model_b_id
		ORDER BY a.slug COLLATE "C", b.slug COLLATE "C"`,
		scope.values,
	);
	return rows;
}

/** Counts of the judgements a leaderboard looks at, also those it leaves out. */
export async function countJudgements(
	on: Queryable,
	filter: BoardFilter,
): Promise<JudgementCounts> {
	const scope = judgementScope(filter);
	const { rows } = await on.query<{
		reason: "used" | ExclusionReason;
		language: string | null;
		n: number;
	}>(
		`SELECT ${REASON_SQL} AS reason, b.language, count(*) AS n ${scope.sql} GROUP BY 1, 2`,
		scope.values,
	);
	const categories = await on.query<{ category: string; n: number }>(
		`SELECT c.category, count(*) AS n ${scope.sql.replace(
			"WHERE",
			"CROSS JOIN LATERAL (SELECT unnest(b.categories) UNION SELECT b.category WHERE b.category IS NOT NULL) AS c(category) WHERE",
		)} AND ${COUNTS_SQL} GROUP BY 1`,
		scope.values,
	);
	const counts: JudgementCounts = {
		total: 0,
		used: 0,
		leftOut: {},
		byLanguage: {},
		byCategory: Object.fromEntries(categories.rows.map((row) => [row.category, row.n])),
	};
	for (const { reason, language, n } of rows) {
		counts.total += n;
		if (reason !== "used") {
			counts.leftOut[reason] = (counts.leftOut[reason] ?? 0) + n;
			continue;
		}
		counts.used += n;
		if (language !== null) counts.byLanguage[language] = (counts.byLanguage[language] ?? 0) + n;
	}
	return counts;
}

const LINES_PER_FETCH = 20_000;

/**
 * The judgement hash: SHA-256 over the lines of `canonicalJudgementLine` in `lib/ranking/cells.ts`,
 * sorted, each followed by a line feed. The lines are made and sorted by PostgreSQL and read through
 * a cursor, so memory doesn't grow with the number of votes. An id is lower-case hexadecimal, which
 * sorts the same as the line it begins. Needs an open transaction.
 */
export async function hashJudgements(on: Queryable, filter: BoardFilter): Promise<string> {
	const scope = judgementScope(filter);
	const hash = createHash("sha256");
	// A cursor is planned for its first rows unless told that all will be read.
	await on.query("SET LOCAL cursor_tuple_fraction = 1");
	await on.query(
		`DECLARE judgement_lines NO SCROLL CURSOR FOR
		SELECT '["' || j.id || '",' || j.version || ',' || to_json(ma.slug)::text || ',' || to_json(mb.slug)::text
			|| ',"' || j.outcome || '"]' AS line
		${scope.sql.replace("WHERE", "JOIN models ma ON ma.id = b.model_a_id JOIN models mb ON mb.id = b.model_b_id WHERE")}
			AND ${COUNTS_SQL}
		ORDER BY j.id`,
		scope.values,
	);
	for (;;) {
		const { rows } = await on.query<[string]>({
			text: `FETCH ${LINES_PER_FETCH} FROM judgement_lines`,
			rowMode: "array",
		});
		if (rows.length > 0) hash.update(`${rows.map(([line]) => line).join("\n")}\n`);
		if (rows.length < LINES_PER_FETCH) break;
	}
	await on.query("CLOSE judgement_lines");
	return hash.digest("hex");
}
