import { isAppError } from "#lib/kernel/app-error.ts";
import {
	type BoardFilter,
	boardFilter,
	boardSearch,
	wholeBoard,
} from "#lib/ranking/board-filter.ts";
import { compareOrders, type OrderComparison } from "#lib/ranking/compare-orders.ts";
import type { Snapshot } from "#lib/ranking/snapshot.ts";
import { findBoard } from "#lib/services/ranking/find-board.ts";
import type { Suite } from "#lib/simulation/suite.ts";

/** Who judged: programs, juries and people on the suite's battles, or people in their own battles. */
type SuiteBoard = "check" | "verdict" | "vote" | "human";

export interface SuiteBoards {
	/** `judgements` is null when a leaderboard could not be calculated now. */
	boards: { board: SuiteBoard; href: string; judgements: number | null }[];
	pairs: { first: SuiteBoard; second: SuiteBoard; found: OrderComparison | null }[];
}

const compared = [
	["check", "verdict"],
	["check", "vote"],
	["verdict", "vote"],
	["check", "human"],
] as const;

/** The leaderboards of a suite by who judged, and how they agree. `beforeFit` may refuse a fit by throwing. */
export async function readSuiteBoards(
	{ slug }: Pick<Suite, "slug">,
	nowMs: number,
	beforeFit: () => Promise<void>,
): Promise<SuiteBoards> {
	const ofSuite = (kind: BoardFilter["kind"]) =>
		boardFilter({ origin: "simulated", kind, category: slug });
	const filters: Record<SuiteBoard, BoardFilter> = {
		check: ofSuite("check"),
		verdict: ofSuite("verdict"),
		vote: ofSuite("vote"),
		human: wholeBoard("human"),
	};
	const snapshots = new Map<SuiteBoard, Snapshot | null>();
	for (const board of Object.keys(filters) as SuiteBoard[])
		snapshots.set(board, await findAllowed(filters[board], nowMs, beforeFit));
	const snapshotOf = (board: SuiteBoard) => snapshots.get(board) ?? null;
	return {
		boards: (Object.keys(filters) as SuiteBoard[]).map((board) => ({
			board,
			href: `/leaderboard${boardSearch(filters[board])}`,
			judgements: snapshotOf(board)?.counts.used ?? null,
		})),
		pairs: compared.map(([first, second]) => {
			const [one, other] = [snapshotOf(first), snapshotOf(second)];
			const found = one === null || other === null ? null : compareOrders(one.rows, other.rows);
			return { first, second, found };
		}),
	};
}

/** The leaderboard, or null when it would have to be fitted and too many were or are. */
async function findAllowed(
	filter: BoardFilter,
	nowMs: number,
	beforeFit: () => Promise<void>,
): Promise<Snapshot | null> {
	try {
		return await findBoard(filter, nowMs, beforeFit);
	} catch (error) {
		if (isAppError(error, "rate-limited") || isAppError(error, "fits-busy")) return null;
		throw error;
	}
}
