import { pool } from "#lib/db/pool.ts";
import { findSpentBudget } from "#lib/services/run/run-budget.ts";

export interface WorkThroughOptions {
	runId: string;
	/** Items at once. */
	concurrency: number;
	signal: AbortSignal;
}

/**
 * Works through what a run's judges have to read, some at once, as long as the run is being judged and has budget
 * left. Resolves to the part of the budget that is used up, in words, or null. When one item fails, the others are
 * aborted and waited for before it throws; it also throws when the signal aborts.
 */
export async function workThrough<T>(
	items: readonly T[],
	{ runId, concurrency, signal }: WorkThroughOptions,
	work: (item: T, signal: AbortSignal) => Promise<void>,
): Promise<string | null> {
	const waiting = items.values();
	const failed = new AbortController();
	const both = AbortSignal.any([signal, failed.signal]);
	let spent: string | null = null;
	const worker = async () => {
		for (const item of waiting) {
			if (both.aborted || spent !== null || !(await isJudging(runId))) return;
			spent ??= await findSpentBudget(runId);
			if (spent !== null) return;
			await work(item, both);
		}
	};
	await Promise.all(
		Array.from({ length: Math.min(concurrency, items.length) }, () =>
			worker().catch((error: unknown) => failed.abort(error)),
		),
	);
	signal.throwIfAborted();
	failed.signal.throwIfAborted();
	return spent;
}

async function isJudging(runId: string): Promise<boolean> {
	const { rowCount } = await pool().query(
		"SELECT 1 FROM runs WHERE id = $1 AND state = 'judging'",
		[runId],
	);
	return rowCount === 1;
}
