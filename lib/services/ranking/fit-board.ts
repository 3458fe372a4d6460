import { pool, type Queryable } from "#lib/db/pool.ts";
import { seedOf } from "#lib/kernel/random.ts";
import { type BoardFilter, boardKey } from "#lib/ranking/board-filter.ts";
import type { MergedCell } from "#lib/ranking/cells.ts";
import { fitRatings } from "#lib/ranking/fit.ts";
import { resolveMethod } from "#lib/ranking/method.ts";
import type { JudgementCounts, Snapshot } from "#lib/ranking/snapshot.ts";
import { hashJudgements, hashKeptJudgements } from "./board-hash.ts";
import { keepSums, mustRefit } from "./board-sums.ts";
import { foldChanges, foldWaiting, withCells } from "./fold-changes.ts";
import { type BoardSource, countJudgements, loadCells } from "./load-cells.ts";

/** The method of every published leaderboard. */
export const publishedMethod = resolveMethod({ name: "bt-half" });

/** A leaderboard's judgements as they were at one moment. */
type BoardInput = {
	at: Date;
	judgementHash: string;
	pairs: MergedCell[];
	counts: JudgementCounts;
};

/**
 * Reads and fits a leaderboard that is kept, without publishing the result. Its sums are brought up to
 * date first and stay so, so that reading costs as much as there are pairs of models, however many the
 * votes. With `unlessHash`, null is returned as soon as the judgements turn out to be those of that
 * hash. All reads see one state of the database. `on` is a connection without an open transaction.
 */
export async function fitKeptBoard(
	on: Queryable,
	filter: BoardFilter,
	unlessHash: string | null,
): Promise<Snapshot | null> {
	const input = await withCells(on, async () => {
		await foldChanges(on);
		const keptId = await keepSums(on, filter);
		const isForced = await mustRefit(on, filter);
		return readBoard(on, { filter, keptId }, isForced ? null : unlessHash);
	});
	return input === null ? null : fitInput(filter, input);
}

/**
 * Reads and fits any leaderboard, from the cells. For those that are not kept: costs as much as there
 * are cells, and the hash as much as there are judgements.
 */
export async function fitBoardNow(filter: BoardFilter): Promise<Snapshot> {
	await foldWaiting();
	const client = await pool().connect();
	let broken: Error | undefined;
	try {
		await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
		await client.query("SET LOCAL work_mem = '64MB'");
		const input = await readBoard(client, { filter, keptId: null }, null);
		if (input === null) throw new Error("Broken invariant: a fit without a known hash is whole");
		return fitInput(filter, input);
	} finally {
		await client.query("ROLLBACK").catch((cause: Error) => {
			broken = cause;
		});
		client.release(broken);
	}
}

async function readBoard(
	on: Queryable,
	source: BoardSource,
	unlessHash: string | null,
): Promise<BoardInput | null> {
	const at = (await on.query<{ now: Date }>("SELECT now() AS now")).rows[0]?.now ?? new Date();
	const judgementHash =
		source.keptId === null
			? await hashJudgements(on, source.filter)
			: await hashKeptJudgements(on, source.filter, source.keptId);
	if (judgementHash === unlessHash) return null;
	const pairs = await loadCells(on, source);
	const counts = await countJudgements(on, source);
	return { at, judgementHash, pairs, counts };
}

function fitInput(filter: BoardFilter, { at, judgementHash, pairs, counts }: BoardInput): Snapshot {
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
		coefficients: fit.coefficients,
		covariance: fit.covariance,
		multipliers: fit.multipliers,
		clusters: fit.clusters,
		at: at.toISOString(),
	};
}
