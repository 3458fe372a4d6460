import { z } from "zod";
import { conditional } from "#lib/http/conditional.ts";
import { route } from "#lib/http/route.ts";
import { boardAnswer, snapshotTag } from "#lib/services/ranking/board-answer.ts";
import { findAskedSnapshot, snapshotQuery } from "#lib/services/ranking/find-asked-snapshot.ts";
import { findCriticism } from "#lib/services/ranking/find-criticism.ts";

/**
 * What speaks against a snapshot or would overturn it; null while it is not made. It may be of an earlier
 * snapshot of the same leaderboard: `snapshotId` says which.
 */
export const GET = route(
	{ actor: "none", query: z.strictObject(snapshotQuery) },
	async ({ actor, query, request }) => {
		const snapshot = await findAskedSnapshot(query, Date.now(), actor.networkHash);
		const criticism = await findCriticism(snapshot);
		return conditional(
			request,
			{
				tag: `${snapshotTag(snapshot)}-criticism-${criticism?.snapshotId ?? "none"}`,
				caching: "revalidated",
				contentType: "application/json; charset=utf-8",
			},
			() => JSON.stringify({ snapshot: boardAnswer(snapshot).snapshot, criticism }),
		);
	},
);
