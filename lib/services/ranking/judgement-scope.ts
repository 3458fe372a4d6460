import { type BoardFilter, lengthCategories } from "#lib/ranking/board-filter.ts";

/**
 * SQL for "the judgements a leaderboard looks at" (before any is left out): the FROM and WHERE
 * clauses over `j` (judgements), `b` (battles), `v` (voters) and the values of its parameters.
 */
export function judgementScope(filter: BoardFilter): { sql: string; values: unknown[] } {
	const values: unknown[] = [];
	const conditions = ["j.kind = 'vote'"];
	const bind = (value: unknown) => `$${values.push(value)}`;
	if (filter.origin !== "all") conditions.push(`b.origin = ${bind(filter.origin)}`);
	if (filter.language !== null) conditions.push(`b.language = ${bind(filter.language)}`);
	if (filter.category !== null) conditions.push(categoryCondition(filter.category, bind));
	if (filter.from !== null)
		conditions.push(`j.created_at >= ${bind(`${filter.from}T00:00:00Z`)}::timestamptz`);
	if (filter.to !== null)
		conditions.push(
			`j.created_at < ${bind(`${filter.to}T00:00:00Z`)}::timestamptz + interval '1 day'`,
		);
	return {
		sql: `FROM judgements j
			JOIN battles b ON b.id = j.battle_id
			JOIN voters v ON v.id = j.voter_id
			WHERE ${conditions.join(" AND ")}`,
		values,
	};
}

function categoryCondition(category: string, bind: (value: unknown) => string): string {
	if (category in lengthCategories) {
		const { from, to } = lengthCategories[category as keyof typeof lengthCategories];
		const low = `j.turns_count >= ${bind(from)}`;
		return to === null ? low : `${low} AND j.turns_count <= ${bind(to)}`;
	}
	const code = bind(category);
	return `(${code} = ANY (b.categories) OR b.category = ${code})`;
}

/**
 * SQL for why a judgement is left out, or `used`. A judgement is counted once: what happened to the
 * vote itself comes first, then its voter, then the first of its stored reasons.
 */
export const REASON_SQL = `CASE
	WHEN NOT j.is_current THEN 'superseded'
	WHEN j.withdrawn_at IS NOT NULL THEN 'withdrawn'
	WHEN v.excluded_at IS NOT NULL OR 'voter-excluded' = ANY (j.exclusions) THEN 'voter-excluded'
	WHEN cardinality(j.exclusions) > 0 THEN j.exclusions[1]
	ELSE 'used' END`;

/**
 * SQL for the judgements that a leaderboard counts. The empty array is compared as a value because
 * the planner knows how common it is; of a cardinality it knows nothing and plans for a few rows.
 */
export const COUNTS_SQL =
	"j.is_current AND j.withdrawn_at IS NULL AND v.excluded_at IS NULL AND j.exclusions = '{}'";
