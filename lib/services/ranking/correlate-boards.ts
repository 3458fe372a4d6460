import type { BoardFilter } from "#lib/ranking/board-filter.ts";
import { compareOrders, type OrderComparison } from "#lib/ranking/compare-orders.ts";
import { findBoard } from "./find-board.ts";

/** Two leaderboards and how they agree. */
export interface BoardCorrelation extends OrderComparison {
	/** Judgements that each is made of. */
	judgements: { first: number; second: number };
}

/**
 * How the leaderboards of two filters agree, such as people's and programs' of a suite. Their current snapshots are
 * compared; one that is not kept is fitted, and `beforeFit` may refuse that by throwing.
 */
export async function correlateBoards(
	first: BoardFilter,
	second: BoardFilter,
	nowMs: number,
	beforeFit?: () => Promise<void>,
): Promise<BoardCorrelation> {
	const one = await findBoard(first, nowMs, beforeFit);
	const other = await findBoard(second, nowMs, beforeFit);
	return {
		...compareOrders(one.rows, other.rows),
		judgements: { first: one.counts.used, second: other.counts.used },
	};
}
