import { z } from "zod";
import { conditional } from "#lib/http/conditional.ts";
import { route } from "#lib/http/route.ts";
import {
	csvOf,
	metPairs,
	pairColumns,
	pairsAnswer,
	snapshotTag,
} from "#lib/services/ranking/board-answer.ts";
import { findAskedSnapshot, snapshotQuery } from "#lib/services/ranking/find-asked-snapshot.ts";

const query = z.strictObject({ ...snapshotQuery, as: z.enum(["json", "csv"]).default("json") });

/** Counts and win rates by pair, of the current snapshot of a leaderboard. */
export const GET = route(
	{ actor: "none", query },
	async ({ actor, query: { as, ...rest }, request }) => {
		const snapshot = await findAskedSnapshot(rest, Date.now(), actor.networkHash);
		const tag = `${snapshotTag(snapshot)}-pairs-${as}`;
		return as === "csv"
			? conditional(
					request,
					{
						tag,
						caching: "revalidated",
						contentType: "text/csv; charset=utf-8",
						filename: "pairs.csv",
					},
					() => csvOf(metPairs(snapshot).entries, pairColumns),
				)
			: conditional(
					request,
					{ tag, caching: "revalidated", contentType: "application/json; charset=utf-8" },
					() => JSON.stringify(pairsAnswer(snapshot)),
				);
	},
);
