import { pool, type Queryable } from "#lib/db/pool.ts";
import { seedOf } from "#lib/kernel/random.ts";
import { type BoardFilter, boardKey } from "#lib/ranking/board-filter.ts";
import { fitRatings } from "#lib/ranking/fit.ts";
import { resolveMethod } from "#lib/ranking/method.ts";
import type { Snapshot } from "#lib/ranking/snapshot.ts";
import { countJudgements, hashJudgements, loadCells } from "./load-cells.ts";

/** The method of every published leaderboard. */
export const publishedMethod = resolveMethod({ name: "bt-half" });

/**
 * Reads and fits a leaderboard without keeping it. With `unlessHash`, null is returned as soon as
 * the judgements turn out to be those of that hash. All reads see one state of the database. `on`
 * is a connection without an open transaction.
 */
export async function fitBoard(
	on: Queryable,
	filter: BoardFilter,
	unlessHash: string | null = null,
): Promise<Snapshot | null> {
	await on.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
	try {
		// Sorting a million lines in memory instead of on disk; given back with the transaction.
		await on.query("SET LOCAL work_mem = '64MB'");
		const at = (await on.query<{ now: Date }>("SELECT now() AS now")).rows[0]?.now ?? new Date();
		const judgementHash = await hashJudgements(on, filter);
		if (judgementHash === unlessHash) return null;
		const pairs = await loadCells(on, filter);
		const counts = await countJudgements(on, filter);
		const fit = fitRatings({ cells: pairs, method: publishedMethod });
		return {
			id: null,
			key: boardKey(filter),
			method: fit.method.name,
			methodVersion: fit.method.version,
			parameters: fit.method.parameters,
			filter,
			// This method draws no random numbers; the seed is fixed by the filter for those that do.
			seed: seedOf(boardKey(filter)) >>> 1,
			judgementHash,
			counts,
			components: fit.components,
			warnings: fit.warnings,
			rows: fit.rows,
			pairs,
			coefficients: [],
			at: at.toISOString(),
		};
	} finally {
		await on.query("ROLLBACK");
	}
}

/** `fitBoard` on a connection of its own. */
export async function fitBoardNow(filter: BoardFilter): Promise<Snapshot> {
	const client = await pool().connect();
	try {
		const snapshot = await fitBoard(client, filter);
		if (snapshot === null) throw new Error("Broken invariant: a fit without a known hash is whole");
		return snapshot;
	} finally {
		client.release();
	}
}
