import { pool } from "#lib/db/pool.ts";
import { wholeBoard } from "#lib/ranking/board-filter.ts";
import { publishedMethod } from "#lib/ranking/published-fit.ts";
import { criticiseBoards } from "./criticise-boards.ts";
import { foldWaiting } from "./fold-changes.ts";
import { CHANGED_SUMS_SQL, takeVoteChanges } from "./mark-stale.ts";
import { refreshBoard, registerBoard } from "./refresh-board.ts";

/** Leaderboards that are kept; further ones are fitted when they are asked for. */
export const BOARDS_MAX = 200;

export type RefreshSummary = {
	/** Leaderboards with a new snapshot. */
	fitted: number;
	/** Leaderboards whose judgements turned out to be the same. */
	unchanged: number;
	/** Leaderboards that could not be fitted, or their snapshot not criticised. */
	failed: { key: string; error: unknown }[];
	/** Of the fits. */
	durationMs: number;
};

/**
 * Refits every leaderboard that is stale, was never fitted, or was fitted by an older method. First
 * takes what the outbox holds, so that it works without a worker too. A leaderboard that cannot be
 * fitted keeps its last snapshot, is reported, and doesn't stop the others.
 */
export async function refreshStaleBoards(): Promise<RefreshSummary> {
	const started = performance.now();
	await registerBoard(wholeBoard("human"), BOARDS_MAX);
	await registerBoard(wholeBoard("simulated"), BOARDS_MAX);
	while ((await takeVoteChanges()).taken > 0);
	await foldWaiting();
	const { rows } = await pool().query<{ key: string }>(
		`SELECT l.key FROM leaderboards l LEFT JOIN rating_snapshots s ON s.id = l.snapshot_id
		WHERE l.stale_at IS NOT NULL OR EXISTS (${CHANGED_SUMS_SQL}) OR s.id IS NULL OR s.method <> $1 OR s.method_version <> $2
		ORDER BY length(l.key), l.key`,
		[publishedMethod.name, publishedMethod.version],
	);
	const summary: RefreshSummary = { fitted: 0, unchanged: 0, failed: [], durationMs: 0 };
	for (const { key } of rows) {
		try {
			const result = await refreshBoard(key);
			if (result.kind === "fitted") summary.fitted++;
			else if (result.kind === "unchanged") summary.unchanged++;
		} catch (error) {
			summary.failed.push({ key, error });
		}
	}
	summary.durationMs = Math.round(performance.now() - started);
	// After all of them are published, and not in the time that says how often they may be.
	summary.failed.push(...(await criticiseBoards()).failed);
	return summary;
}
