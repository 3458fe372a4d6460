import { pool } from "#lib/db/pool.ts";
import {
	type BoardFilter,
	boardKey,
	isLengthCategory,
	wholeBoard,
} from "#lib/ranking/board-filter.ts";
import type { Snapshot } from "#lib/ranking/snapshot.ts";
import { fitBoardNow } from "./fit-board.ts";
import { passFitGate } from "./fit-gate.ts";
import { refreshBoard, registerBoard } from "./refresh-board.ts";
import { BOARDS_MAX } from "./refresh-stale.ts";
import { findSnapshot } from "./stored-snapshots.ts";

/** How long a leaderboard that is not kept is shown before it is fitted again. */
export const UNKEPT_MS = 15_000;
const UNKEPT_MAX = 50;

const unkept = new Map<string, { until: number; snapshot: Promise<Snapshot> }>();

/**
 * The current snapshot of a leaderboard. It may be older than the newest votes; a refresh follows
 * votes by itself.
 *
 * Kept leaderboards are those by origin, category, language and style control for which there are votes:
 * the first reader makes them, up to BOARDS_MAX. All others (dates, turns, other kinds of judgement,
 * unknown categories, past the limit) are
 * fitted for the reader, remembered in this process for UNKEPT_MS and have no snapshot id, so that
 * addresses typed by anybody never fill the database. `beforeFit` may refuse such a fit by throwing.
 * Throws `fits-busy` (503) when too many of them wait.
 */
export async function findBoard(
	filter: BoardFilter,
	nowMs: number,
	beforeFit: () => Promise<void> = async () => {},
): Promise<Snapshot> {
	const current = await currentSnapshot(filter);
	if (current !== null) return current;
	if (await isWorthKeeping(filter)) {
		const key = boardKey(filter);
		if (await registerBoard(filter, BOARDS_MAX)) {
			const result = await refreshBoard(key);
			const fitted = result.kind === "unknown" ? null : await findSnapshot(result.snapshotId);
			if (fitted !== null) return fitted;
		}
	}
	const known = unkept.get(boardKey(filter));
	if (known !== undefined && known.until > nowMs) return known.snapshot;
	await beforeFit();
	return findUnkept(filter, nowMs);
}

/** The published snapshot of a leaderboard that is kept, or null. Two small reads, no fit. */
export async function currentSnapshot(filter: BoardFilter): Promise<Snapshot | null> {
	const { rows } = await pool().query<{ snapshotId: string | null }>(
		'SELECT snapshot_id AS "snapshotId" FROM leaderboards WHERE key = $1',
		[boardKey(filter)],
	);
	const id = rows[0]?.snapshotId ?? null;
	return id === null ? null : findSnapshot(id);
}

async function isWorthKeeping(filter: BoardFilter): Promise<boolean> {
	if (filter.from !== null || filter.to !== null || filter.turns !== null) return false;
	if (filter.kind !== "vote") return false;
	if (filter.category === null && filter.language === null) return true;
	if (filter.origin === "all") return false;
	const whole = await currentSnapshot(wholeBoard(filter.origin));
	if (whole === null) return false;
	const { byCategory, byLanguage } = whole.counts;
	const isKnownLanguage = filter.language === null || Object.hasOwn(byLanguage, filter.language);
	const isKnownCategory =
		filter.category === null ||
		isLengthCategory(filter.category) ||
		Object.hasOwn(byCategory, filter.category);
	return isKnownLanguage && isKnownCategory;
}

function findUnkept(filter: BoardFilter, nowMs: number): Promise<Snapshot> {
	const key = boardKey(filter);
	const known = unkept.get(key);
	if (known !== undefined && known.until > nowMs) return known.snapshot;
	const snapshot = passFitGate(() => fitBoardNow(filter));
	unkept.delete(key);
	if (unkept.size >= UNKEPT_MAX) unkept.delete(unkept.keys().next().value ?? "");
	unkept.set(key, { until: nowMs + UNKEPT_MS, snapshot });
	// A failure is for those who wait now, not for those who come later.
	snapshot.catch(() => unkept.delete(key));
	return snapshot;
}
