import { z } from "zod";
import { AppError } from "#lib/kernel/app-error.ts";
import { boardFilter, boardQuery } from "#lib/ranking/board-filter.ts";
import type { Snapshot } from "#lib/ranking/snapshot.ts";
import { findBoard } from "./find-board.ts";
import { findSnapshot } from "./stored-snapshots.ts";

/** Names a leaderboard, or with `snapshot` one published state of it; the filter then says nothing. */
export const snapshotQuery = {
	...boardQuery,
	snapshot: z.uuid("must be a snapshot's id").optional(),
};

/** The snapshot that a query asks for. Throws `not-found` (404) for an id that nobody published. */
export async function findAskedSnapshot(
	query: z.infer<z.ZodObject<typeof snapshotQuery>>,
	nowMs: number,
): Promise<Snapshot> {
	const { snapshot: id, ...rest } = query;
	if (id === undefined) return findBoard(boardFilter(rest), nowMs);
	const snapshot = await findSnapshot(id);
	if (snapshot === null)
		throw new AppError("not-found", "There is no snapshot with this id.", { status: 404 });
	return snapshot;
}
