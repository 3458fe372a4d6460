import { withAdvisoryLock } from "#lib/db/advisory-lock.ts";
import { pool } from "#lib/db/pool.ts";
import { type BoardFilter, boardFilterSchema, boardKey } from "#lib/ranking/board-filter.ts";
import { publishedMethod } from "#lib/ranking/published-fit.ts";
import { mustRefit } from "./board-sums.ts";
import { fitKeptBoard } from "./fit-board.ts";
import { CHANGED_SUMS_SQL } from "./mark-stale.ts";
import { insertSnapshot } from "./stored-snapshots.ts";

/**
 * `fitted`: a new snapshot is published; `unchanged`: the same judgements and method as the current
 * one; `fresh`: somebody else refreshed it while we waited; `unknown`: there is no such leaderboard.
 */
export type RefreshResult =
	| { kind: "fitted"; snapshotId: string; durationMs: number }
	| { kind: "unchanged"; snapshotId: string; durationMs: number }
	| { kind: "fresh"; snapshotId: string }
	| { kind: "unknown" };

/**
 * Makes sure that a leaderboard is known, at most `boardsMax` of them. Returns false when it is new
 * and there is no room: such a leaderboard is fitted when asked for and not kept.
 */
export async function registerBoard(filter: BoardFilter, boardsMax: number): Promise<boolean> {
	const key = boardKey(filter);
	const known = await pool().query("SELECT 1 FROM leaderboards WHERE key = $1", [key]);
	if (known.rowCount === 1) return true;
	const made = await pool().query(
		`INSERT INTO leaderboards (key, filter, method, stale_at)
		SELECT $1, $2, $3, now() WHERE (SELECT count(*) FROM leaderboards) < $4
		ON CONFLICT (key) DO NOTHING RETURNING key`,
		[key, JSON.stringify(filter), publishedMethod.name, boardsMax],
	);
	return made.rowCount === 1;
}

/**
 * Fits one leaderboard and publishes the result as its current snapshot, if its judgements or the
 * method changed. One process at a time refreshes a leaderboard; a second one waits and finds it
 * fresh. Votes that are committed while it runs leave it stale.
 */
export function refreshBoard(key: string): Promise<RefreshResult> {
	return withAdvisoryLock(`parley:leaderboard:${key}`, async (client) => {
		const started = performance.now();
		// xmin changes with every mark, so a mark made during the fit is never cleared by it.
		const found = await client.query<{
			filter: unknown;
			isStale: boolean;
			mark: string;
			currentId: string | null;
			currentHash: string | null;
			isSameMethod: boolean | null;
		}>(
			`SELECT l.filter, l.stale_at IS NOT NULL OR EXISTS (${CHANGED_SUMS_SQL}) AS "isStale", l.xmin::text AS mark,
				s.id AS "currentId", s.judgement_hash AS "currentHash", (s.method, s.method_version) = ($2, $3) AS "isSameMethod"
			FROM leaderboards l LEFT JOIN rating_snapshots s ON s.id = l.snapshot_id WHERE l.key = $1`,
			[key, publishedMethod.name, publishedMethod.version],
		);
		const board = found.rows[0];
		if (board === undefined) return { kind: "unknown" };
		const { currentId, isStale } = board;
		const isSameMethod = board.isSameMethod === true;
		if (currentId !== null && isSameMethod && !isStale)
			return { kind: "fresh", snapshotId: currentId };
		const fitted = await fitKeptBoard(
			client,
			boardFilterSchema.parse(board.filter),
			isSameMethod ? board.currentHash : null,
		);
		const durationMs = () => Math.round(performance.now() - started);
		const clear = "stale_at = CASE WHEN xmin::text = $2 THEN NULL ELSE stale_at END";
		if (fitted === null && currentId !== null) {
			await client.query(`UPDATE leaderboards SET ${clear} WHERE key = $1`, [key, board.mark]);
			return { kind: "unchanged", snapshotId: currentId, durationMs: durationMs() };
		}
		if (fitted === null) throw new Error("Broken invariant: no hash to be equal to");
		await client.query("BEGIN");
		try {
			const { id } = await insertSnapshot(client, fitted);
			await client.query(
				`UPDATE leaderboards SET snapshot_id = $3, method = $4, ${clear} WHERE key = $1`,
				[key, board.mark, id, fitted.method],
			);
			// Asked first, because an update waits for a running fold.
			if (await mustRefit(client, fitted.filter))
				await client.query("UPDATE board_states SET must_refit = false WHERE key = $1", [key]);
			await client.query("COMMIT");
			return { kind: "fitted", snapshotId: id, durationMs: durationMs() };
		} catch (error) {
			await client.query("ROLLBACK");
			throw error;
		}
	});
}
