import type { Queryable } from "#lib/db/pool.ts";
import { type BoardFilter, boardKey } from "#lib/ranking/board-filter.ts";
import { bucketHashes } from "./board-hash.ts";
import { CELLS, countSums, pairSums, remakeSums } from "./board-sums.ts";
import { looksAt } from "./strata.ts";

/**
 * Compares the kept sums and hashes of one leaderboard with its cells. False when they differed: they
 * are then made anew and the leaderboard must be fitted again. Needs the transaction of `withCells`.
 */
export async function recountBoard(on: Queryable, filter: BoardFilter): Promise<boolean> {
	const asked = "(SELECT id, $2::jsonb AS filter FROM board_states WHERE key = $1)";
	const { rows } = await on.query<{ differ: boolean }>(
		`WITH board AS (SELECT id FROM board_states WHERE key = $1),
		pairs AS (${pairSums(CELLS, asked)}),
		counts AS (${countSums(CELLS, asked)}),
		hashes AS (${bucketHashes(looksAt("$2::jsonb", "c"))}),
		kept_pairs AS (SELECT * FROM board_cells JOIN board ON id = board_id WHERE (wins_a, wins_b, ties, both_bad) <> (0, 0, 0, 0)),
		kept_counts AS (SELECT * FROM board_counts JOIN board ON id = board_id WHERE n <> 0),
		kept_hashes AS (SELECT bucket, hash, true AS is_kept FROM board_buckets JOIN board ON id = board_id)
		SELECT EXISTS (SELECT 1 FROM pairs FULL JOIN kept_pairs k USING (model_a_id, model_b_id)
				WHERE (pairs.wins_a, pairs.wins_b, pairs.ties, pairs.both_bad) IS DISTINCT FROM (k.wins_a, k.wins_b, k.ties, k.both_bad))
			OR EXISTS (SELECT 1 FROM counts FULL JOIN kept_counts k USING (kind, name) WHERE counts.n IS DISTINCT FROM k.n)
			-- A hash that is to be taken again says nothing yet.
			OR EXISTS (SELECT 1 FROM hashes FULL JOIN kept_hashes k USING (bucket)
				WHERE hashes.hash IS DISTINCT FROM k.hash AND NOT (k.is_kept IS TRUE AND k.hash IS NULL)) AS differ`,
		[boardKey(filter), JSON.stringify(filter)],
	);
	if (rows[0]?.differ !== true) return true;
	await remakeSums(on, filter);
	return false;
}
