import { z } from "zod";
import { enforceFitLimit } from "#lib/http/rate-limit.ts";
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

/**
 * The snapshot that a query asks for; one that must be fitted for it counts against the network.
 * Throws `not-found` (404) for an id that nobody published, `rate-limited` (429), `fits-busy` (503).
 */
export async function findAskedSnapshot(
	query: z.infer<z.ZodObject<typeof snapshotQuery>>,
	nowMs: number,
	networkHash: string,
): Promise<Snapshot> {
	const { snapshot: id, ...rest } = query;
	if (id === undefined)
		return findBoard(boardFilter(rest), nowMs, () => enforceFitLimit(networkHash));
	const snapshot = await findSnapshot(id);
	if (snapshot === null)
		throw new AppError("not-found", "There is no snapshot with this id.", { status: 404 });
	return snapshot;
}
