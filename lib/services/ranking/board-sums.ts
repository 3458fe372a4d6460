import type { Queryable } from "#lib/db/pool.ts";
import { type BoardFilter, boardKey } from "#lib/ranking/board-filter.ts";
import { bucketHashes } from "./board-hash.ts";
import { bucketSql, looksAt } from "./strata.ts";

/**
 * Adds the changed cells of the running fold (`fold_deltas`, `fold_moves`) to the sums of every
 * leaderboard that looks at them, and marks the buckets of judgements whose hash is to be taken again.
 */
export async function addToBoards(on: Queryable): Promise<void> {
	const { rowCount } = await on.query("SELECT 1 FROM board_states LIMIT 1");
	if (rowCount === 0) return;
	await addSums(on, "fold_deltas", "true", []);
	await on.query(
		`INSERT INTO board_buckets (board_id, bucket, hash)
		SELECT DISTINCT s.id, moved.bucket, NULL
		FROM (SELECT ${bucketSql("judgement_id")} AS bucket, old_cell AS cell_id FROM fold_moves
			UNION SELECT ${bucketSql("judgement_id")}, new_cell FROM fold_moves) moved
		JOIN cells c ON c.id = moved.cell_id AND c.reason = 'used'
		JOIN ${BOARDS} s ON ${looksAt("s.filter", "c")}
		ON CONFLICT (board_id, bucket) DO UPDATE SET hash = NULL`,
	);
}

/**
 * The number under which a leaderboard's sums are kept. They are made from the cells the first time;
 * every fold keeps them from then on. Needs the transaction of a fold.
 */
export async function keepSums(on: Queryable, filter: BoardFilter): Promise<number> {
	const key = boardKey(filter);
	const known = await on.query<{ id: number }>("SELECT id FROM board_states WHERE key = $1", [key]);
	const id = known.rows[0]?.id;
	if (id !== undefined) return id;
	const made = await on.query<{ id: number }>(
		"INSERT INTO board_states (key) VALUES ($1) RETURNING id",
		[key],
	);
	const newId = made.rows[0]?.id;
	if (newId === undefined) throw new Error("An inserted board state came back empty");
	await addSums(on, CELLS, "s.id = $1", [newId]);
	await on.query(
		`INSERT INTO board_buckets (board_id, bucket, hash)
		SELECT $2, bucket, hash FROM (${bucketHashes(looksAt("$1::jsonb", "c"))}) buckets`,
		[JSON.stringify(filter), newId],
	);
	return newId;
}

/** Makes the sums and hashes of a kept leaderboard anew, and it must be fitted again. */
export async function remakeSums(on: Queryable, filter: BoardFilter): Promise<void> {
	await on.query("DELETE FROM board_states WHERE key = $1", [boardKey(filter)]);
	await keepSums(on, filter);
	await on.query("UPDATE board_states SET must_refit = true WHERE key = $1", [boardKey(filter)]);
}

/** True when a leaderboard must be fitted even if its judgements are those of its snapshot. */
export async function mustRefit(on: Queryable, filter: BoardFilter): Promise<boolean> {
	const { rowCount } = await on.query("SELECT 1 FROM board_states WHERE key = $1 AND must_refit", [
		boardKey(filter),
	]);
	return rowCount === 1;
}

/** Leaderboards with sums, as (id, filter). */
const BOARDS =
	"(SELECT state.id, board.filter FROM board_states state JOIN leaderboards board USING (key))";

/** All cells, as a source of sums. */
export const CELLS = "(SELECT id AS cell_id, wins_a, wins_b, ties, both_bad FROM cells)";

/** SQL for the sums by pair over `cells`, a source of (cell_id, wins_a, wins_b, ties, both_bad). */
export function pairSums(cells: string, boards: string): string {
	return `SELECT s.id AS board_id, c.model_a_id, c.model_b_id, sum(d.wins_a)::int AS wins_a, sum(d.wins_b)::int AS wins_b,
			sum(d.ties)::int AS ties, sum(d.both_bad)::int AS both_bad
		FROM ${cells} d JOIN cells c ON c.id = d.cell_id JOIN ${boards} s ON ${looksAt("s.filter", "c")}
		WHERE c.reason = 'used' GROUP BY 1, 2, 3`;
}

/** SQL for the counts by reason, language and category over `cells`. */
export function countSums(cells: string, boards: string): string {
	return `WITH seen AS MATERIALIZED (
			SELECT s.id AS board_id, c.reason, c.language, c.categories, c.category,
				sum(d.wins_a + d.wins_b + d.ties + d.both_bad) AS n
			FROM ${cells} d JOIN cells c ON c.id = d.cell_id JOIN ${boards} s ON ${looksAt("s.filter", "c")}
			GROUP BY 1, 2, 3, 4, 5),
		used AS (SELECT * FROM seen WHERE reason = 'used')
		SELECT board_id, kind, name, sum(n)::int AS n FROM (
			SELECT board_id, 'reason' AS kind, reason AS name, n FROM seen
			UNION ALL SELECT board_id, 'language', language, n FROM used WHERE language <> ''
			UNION ALL SELECT board_id, 'category', found.code, n FROM used,
				LATERAL (SELECT unnest(categories) UNION SELECT category WHERE category <> '') AS found(code)) counted
		GROUP BY 1, 2, 3`;
}

async function addSums(
	on: Queryable,
	cells: string,
	which: string,
	values: unknown[],
): Promise<void> {
	const boards = `(SELECT * FROM ${BOARDS} s WHERE ${which})`;
	await on.query(
		`INSERT INTO board_cells (board_id, model_a_id, model_b_id, wins_a, wins_b, ties, both_bad)
		${pairSums(cells, boards)}
		ON CONFLICT (board_id, model_a_id, model_b_id) DO UPDATE SET wins_a = board_cells.wins_a + excluded.wins_a,
			wins_b = board_cells.wins_b + excluded.wins_b, ties = board_cells.ties + excluded.ties,
			both_bad = board_cells.both_bad + excluded.both_bad`,
		values,
	);
	await on.query(
		`INSERT INTO board_counts (board_id, kind, name, n) ${countSums(cells, boards)}
		ON CONFLICT (board_id, kind, name) DO UPDATE SET n = board_counts.n + excluded.n`,
		values,
	);
}
