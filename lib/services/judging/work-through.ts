import { pool } from "#lib/db/pool.ts";
import { findSpentBudget } from "#lib/services/run/run-budget.ts";
import type { ItemFailures } from "./item-failures.ts";

export interface WorkThroughOptions {
	runId: string;
	/** Items at once. */
	concurrency: number;
	signal: AbortSignal;
	failures: ItemFailures;
	onError(error: unknown, what: string): void;
}

/**
 * Works through what a run's judges have to read, some at once, as long as the run is being judged and has budget
 * left. Resolves to the part of the budget that is used up, in words, or null. An item that fails is counted in
 * `failures`, and left out once it is given up; the others go on, and at the end the first failure is thrown of those
 * that are to be tried again. Also throws when the signal aborts or the database is away.
 */
export async function workThrough<T extends { id: string }>(
	items: readonly T[],
	options: WorkThroughOptions,
	work: (item: T, signal: AbortSignal) => Promise<void>,
): Promise<string | null> {
	const { runId, concurrency, signal, failures } = options;
	const waiting = items.filter(({ id }) => !failures.isGivenUp(id)).values();
	const failed = new AbortController();
	const both = AbortSignal.any([signal, failed.signal]);
	const toTryAgain: unknown[] = [];
	let spent: string | null = null;
	const tryOne = async (item: T) => {
		try {
			await work(item, both);
		} catch (error) {
			if (both.aborted) return;
			if (error instanceof BudgetSpent) {
				spent ??= error.message;
				return;
			}
			failures.add(item.id, error);
			options.onError(error, `judging ${item.id} failed`);
			if (!failures.isGivenUp(item.id)) toTryAgain.push(error);
		}
	};
	const worker = async () => {
		for (const item of waiting) {
			if (both.aborted || spent !== null || !(await isJudging(runId))) return;
			spent ??= await findSpentBudget(runId);
			if (spent !== null) return;
			await tryOne(item);
		}
	};
	await Promise.all(
		Array.from({ length: Math.min(concurrency, items.length) }, () =>
			worker().catch((error: unknown) => failed.abort(error)),
		),
	);
	signal.throwIfAborted();
	failed.signal.throwIfAborted();
	if (spent === null && toTryAgain.length > 0) throw toTryAgain[0];
	return spent;
}

/** Thrown out of the work at an item by `assertBudget`. */
class BudgetSpent extends Error {}

/** Between the readings of one item: ends the work at it when the run's budget is used up. */
export async function assertBudget(runId: string): Promise<void> {
	const spent = await findSpentBudget(runId);
	if (spent !== null) throw new BudgetSpent(spent);
}

async function isJudging(runId: string): Promise<boolean> {
	const { rowCount } = await pool().query(
		"SELECT 1 FROM runs WHERE id = $1 AND state = 'judging'",
		[runId],
	);
	return rowCount === 1;
}
