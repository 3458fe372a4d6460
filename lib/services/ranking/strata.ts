import { lengthCategories, turnsRanges } from "#lib/ranking/board-filter.ts";
import { REASON_SQL } from "./judgement-scope.ts";

const stratum = [
	"day",
	"model_a_id",
	"model_b_id",
	"reason",
	"turns",
	"language",
	"categories",
	"category",
	"origin",
	"kind",
] as const;

/** The columns that tell cells apart, optionally of a table's alias. */
export function stratumOf(alias?: string): string {
	return stratum.map((column) => (alias === undefined ? column : `${alias}.${column}`)).join(", ");
}

const lengths = Object.values(lengthCategories)
	.map(({ from }) => from)
	.sort((x, y) => y - x);

/**
 * SQL that selects all judgements with their stratum as it is now: the one place that says where a
 * judgement is counted. Columns: `id`, `battle_id`, `voter_id`, `at`, `last_turn` (the last one it is about),
 * `outcome`, `version` and those of `stratumOf`.
 */
export const JUDGEMENT_STRATA_SQL = `SELECT j.id, j.battle_id, coalesce(j.group_id, j.voter_id) AS voter_id, j.created_at AS at,
		CASE j.scope WHEN 'turn' THEN j.turn ELSE j.turns_count END AS last_turn, j.outcome, j.version,
		(j.created_at AT TIME ZONE 'UTC')::date AS day, b.model_a_id, b.model_b_id, ${REASON_SQL} AS reason,
		(CASE ${lengths.map((from) => `WHEN j.turns_count >= ${from} THEN ${from}`).join(" ")} ELSE 0 END)::smallint AS turns,
		coalesce(b.language, '') AS language,
		ARRAY(SELECT DISTINCT c.code COLLATE "C" FROM unnest(b.categories) AS c(code) ORDER BY 1) AS categories,
		coalesce(b.category, '') AS category, b.origin, j.kind
	FROM judgements j JOIN battles b ON b.id = j.battle_id JOIN voters v ON v.id = j.voter_id`;

/** SQL for the bucket of a judgement's id: its last three hexadecimal digits as a number. */
export function bucketSql(id: string): string {
	return `('x' || right(${id}::text, 3))::bit(12)::int::smallint`;
}

/**
 * SQL for "the leaderboard of this filter looks at the judgements of this cell". `filter` is an
 * expression of type jsonb (a stored filter or a parameter), `cell` an alias of the table of cells.
 */
export function looksAt(filter: string, cell: string): string {
	const asked = (name: string) => `${filter}->>'${name}'`;
	const byLength = Object.entries(lengthCategories)
		.map(([name, { from }]) => `WHEN '${name}' THEN ${cell}.turns = ${from}`)
		.join(" ");
	const byTurns = Object.entries(turnsRanges)
		.map(([name, from]) => `WHEN '${name}' THEN ${cell}.turns = ${from}`)
		.join(" ");
	const kind = `coalesce(${asked("kind")}, 'vote')`;
	return `((${kind} = 'all' OR ${kind} = ${cell}.kind)
		AND (CASE ${asked("turns")} ${byTurns} ELSE true END)
		AND (${asked("origin")} = 'all' OR ${asked("origin")} = ${cell}.origin)
		AND (${asked("language")} IS NULL OR ${asked("language")} = ${cell}.language)
		AND (${asked("from")} IS NULL OR ${cell}.day >= (${asked("from")})::date)
		AND (${asked("to")} IS NULL OR ${cell}.day <= (${asked("to")})::date)
		AND (${asked("category")} IS NULL OR CASE ${asked("category")} ${byLength}
			ELSE ${asked("category")} = ANY (${cell}.categories) OR ${asked("category")} = ${cell}.category END))`;
}

/** SQL for the four counts of a cell, each the sum of `value` over the rows with its outcome. */
export function outcomeCounts(value: string, outcomeColumn = "outcome"): string {
	const of = (outcome: string, column: string) =>
		`coalesce(sum(${value}) FILTER (WHERE ${outcomeColumn} = '${outcome}'), 0)::int AS ${column}`;
	return [of("a", "wins_a"), of("b", "wins_b"), of("tie", "ties"), of("both_bad", "both_bad")].join(
		", ",
	);
}
