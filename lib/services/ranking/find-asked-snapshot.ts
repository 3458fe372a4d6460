import { z } from "zod";
import { enforceFitLimit } from "#lib/http/rate-limit.ts";
import { boardFilter, boardQuery } from "#lib/ranking/board-filter.ts";
import type { Snapshot } from "#lib/ranking/snapshot.ts";
import { findBoard } from "./find-board.ts";
import { getSnapshot } from "./get-snapshot.ts";

/** Names a leaderboard, or with `snapshot` one published state of it; the filter then says nothing. */
export const snapshotQuery = {
	...boardQuery,
	snapshot: z.uuid("must be a snapshot's id").optional(),
};

/**
 * The snapshot that a query asks for; one that must be fitted for it counts against the network.
 * Throws `not-found` (404) for an id that nobody published, `snapshot-thinned` (410), `rate-limited` (429), `fits-busy` (503).
 */
export async function findAskedSnapshot(
	query: z.infer<z.ZodObject<typeof snapshotQuery>>,
	nowMs: number,
	networkHash: string,
): Promise<Snapshot> {
	const { snapshot: id, ...rest } = query;
	if (id === undefined)
		return findBoard(boardFilter(rest), nowMs, () => enforceFitLimit(networkHash));
	return getSnapshot(id);
}
