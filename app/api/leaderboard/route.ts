import { z } from "zod";
import { conditional } from "#lib/http/conditional.ts";
import { route } from "#lib/http/route.ts";
import { boardAnswer, csvOf, rowColumns, snapshotTag } from "#lib/services/ranking/board-answer.ts";
import { findAskedSnapshot, snapshotQuery } from "#lib/services/ranking/find-asked-snapshot.ts";

const query = z.strictObject({ ...snapshotQuery, as: z.enum(["json", "csv"]).default("json") });

/** The current snapshot of a leaderboard. */
export const GET = route(
	{ actor: "none", query },
	async ({ actor, query: { as, ...rest }, request }) => {
		const snapshot = await findAskedSnapshot(rest, Date.now(), actor.networkHash);
		const tag = snapshotTag(snapshot);
		return as === "csv"
			? conditional(
					request,
					{
						tag: `${tag}-csv`,
						caching: "revalidated",
						contentType: "text/csv; charset=utf-8",
						filename: "leaderboard.csv",
					},
					() => csvOf(snapshot.rows, rowColumns),
				)
			: conditional(
					request,
					{ tag, caching: "revalidated", contentType: "application/json; charset=utf-8" },
					() => JSON.stringify(boardAnswer(snapshot)),
				);
	},
);
