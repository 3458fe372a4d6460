import { createHash } from "node:crypto";
import type { Queryable } from "#lib/db/pool.ts";
import type { BoardFilter } from "#lib/ranking/board-filter.ts";
import { hashOfBuckets } from "#lib/ranking/judgement-hash.ts";
import { looksAt } from "./strata.ts";

/**
 * SQL for the hash of each bucket that holds a used judgement, over `jc` (judgement_cells) and `c`
 * (cells). An id is lower-case hexadecimal, which sorts the same as the line it begins.
 */
export function bucketHashes(where: string): string {
	return `SELECT jc.bucket, encode(sha256(convert_to(string_agg('["' || jc.judgement_id || '",' || jc.version || ',' || ma.line || ',' || mb.line
				|| ',"' || jc.outcome || E'"]\\n', '' ORDER BY jc.judgement_id), 'UTF8')), 'hex') AS hash
		FROM judgement_cells jc JOIN cells c ON c.id = jc.cell_id
		JOIN (SELECT id, to_json(slug)::text AS line FROM models) ma ON ma.id = c.model_a_id
		JOIN (SELECT id, to_json(slug)::text AS line FROM models) mb ON mb.id = c.model_b_id
		WHERE c.reason = 'used' AND ${where} GROUP BY jc.bucket`;
}

/** The judgement hash (`lib/ranking/judgement-hash.ts`) of any leaderboard, from all its judgements. */
export function hashJudgements(on: Queryable, filter: BoardFilter): Promise<string> {
	return hashOf(on, bucketHashes(looksAt("$1::jsonb", "c")), [JSON.stringify(filter)]);
}

/**
 * The judgement hash of a leaderboard whose sums are kept: only the buckets that changed since the
 * last time are hashed again, and kept. Needs the transaction of `withCells`.
 */
export async function hashKeptJudgements(
	on: Queryable,
	filter: BoardFilter,
	boardId: number,
): Promise<string> {
	const stale = await on.query<{ bucket: number }>(
		"DELETE FROM board_buckets WHERE board_id = $1 AND hash IS NULL RETURNING bucket",
		[boardId],
	);
	if (stale.rowCount !== 0)
		await on.query(
			`INSERT INTO board_buckets (board_id, bucket, hash)
			SELECT $2, bucket, hash FROM (${bucketHashes(`${looksAt("$1::jsonb", "c")} AND jc.bucket = ANY ($3)`)}) buckets`,
			[JSON.stringify(filter), boardId, stale.rows.map(({ bucket }) => bucket)],
		);
	return hashOf(on, "SELECT bucket, hash FROM board_buckets WHERE board_id = $1", [boardId]);
}

async function hashOf(on: Queryable, buckets: string, values: unknown[]): Promise<string> {
	const { rows } = await on.query<[string, string]>({
		text: `SELECT lpad(to_hex(bucket::int), 3, '0'), hash FROM (${buckets}) buckets`,
		rowMode: "array",
		values,
	});
	return hashOfBuckets(rows, (text) => createHash("sha256").update(text).digest("hex"));
}
