import { pool, type Queryable } from "#lib/db/pool.ts";
import { seedOf } from "#lib/kernel/random.ts";
import { type BoardFilter, boardKey } from "#lib/ranking/board-filter.ts";
import type { MergedCell } from "#lib/ranking/cells.ts";
import { directedCells, OUTCOMES } from "#lib/ranking/columns/directed-cells.ts";
import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import { battlesByModel } from "#lib/ranking/fit.ts";
import { fitPublished } from "#lib/ranking/published-fit.ts";
import type { JudgementCounts, Snapshot } from "#lib/ranking/snapshot.ts";
import { hashJudgements, hashKeptJudgements } from "./board-hash.ts";
import { keepSums, mustRefit } from "./board-sums.ts";
import { foldChanges, foldWaiting, withCells } from "./fold-changes.ts";
import { heldColumns } from "./held-columns.ts";
import { forgetHeld, type HeldJudgements, withHeld } from "./held-judgements.ts";
import { type BoardSource, countJudgements, loadCells } from "./load-cells.ts";

/** A leaderboard's judgements as they were at one moment. */
export type BoardInput = {
	at: Date;
	judgementHash: string;
	pairs: MergedCell[];
	counts: JudgementCounts;
	columns: JudgementColumns;
};

/**
 * Reads and fits a leaderboard that is kept, without publishing the result. With `unlessHash`, null is
 * returned as soon as the judgements turn out to be those of that hash. `on` is a connection without an
 * open transaction.
 */
export async function fitKeptBoard(
	on: Queryable,
	filter: BoardFilter,
	unlessHash: string | null,
): Promise<Snapshot | null> {
	const input = await readKeptBoard(on, filter, unlessHash);
	return input === null ? null : fitInput(filter, input);
}

/**
 * The judgements of a leaderboard that is kept. Its sums are brought up to date first and stay so;
 * single judgements are held by the process, and only those that changed are read. All reads see one
 * state of the database.
 */
export function readKeptBoard(
	on: Queryable,
	filter: BoardFilter,
	unlessHash: string | null,
): Promise<BoardInput | null> {
	return withHeld((held) =>
		forgetOnFailure(() =>
			withCells(on, async () => {
				await foldChanges(on);
				const keptId = await keepSums(on, filter);
				const isForced = await mustRefit(on, filter);
				return readBoard(on, { filter, keptId }, held, isForced ? null : unlessHash);
			}),
		),
	);
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
		const input = await withHeld(async (held) => {
			await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
			await client.query("SET LOCAL work_mem = '64MB'");
			return readBoard(client, { filter, keptId: null }, held, null);
		});
		if (input === null) throw new Error("Broken invariant: a fit without a known hash is whole");
		return fitInput(filter, input);
	} finally {
		await client.query("ROLLBACK").catch((cause: Error) => {
			broken = cause;
		});
		client.release(broken);
	}
}

/** What was read in a transaction that is undone may never have been. */
async function forgetOnFailure<T>(work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		forgetHeld();
		throw error;
	}
}

async function readBoard(
	on: Queryable,
	source: BoardSource,
	held: HeldJudgements,
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
	await held.catchUp(on);
	const columns = await heldColumns(on, held, source.filter);
	assertCounted(source, columns, pairs);
	return { at, judgementHash, pairs, counts, columns };
}

/**
 * Cells and held judgements are two ways to the same counts: a fit is made only when they agree. If not,
 * the error is loud, and everything held is read anew the next time.
 */
function assertCounted(
	{ filter }: BoardSource,
	columns: JudgementColumns,
	pairs: readonly MergedCell[],
): void {
	if (isCountedAs(columns, pairs)) return;
	forgetHeld();
	throw new Error(`Broken invariant: cells and judgements differ on ${boardKey(filter)}`);
}

function isCountedAs(columns: JudgementColumns, pairs: readonly MergedCell[]): boolean {
	const { models } = columns;
	const { slotA, slotB, counts } = directedCells(columns, null, false);
	return (
		slotA.length === pairs.length &&
		pairs.every((pair, at) => {
			const outcomes = [pair.winsA, pair.winsB, pair.ties, pair.bothBad];
			return (
				models[slotA[at] ?? -1] === pair.modelA &&
				models[slotB[at] ?? -1] === pair.modelB &&
				outcomes.every((count, k) => counts[OUTCOMES * at + k] === count)
			);
		})
	);
}

function fitInput(filter: BoardFilter, input: BoardInput): Snapshot {
	const { at, judgementHash, pairs, counts, columns } = input;
	const fit = fitPublished(columns, filter.style, battlesByModel(pairs, columns.models));
	return {
		id: null,
		key: boardKey(filter),
		method: fit.method.name,
		methodVersion: fit.method.version,
		parameters: fit.method.parameters,
		filter,
		// The fit draws no random numbers; its criticism does.
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
