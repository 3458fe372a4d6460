import { z } from "zod";
import { conditional } from "#lib/http/conditional.ts";
import { route } from "#lib/http/route.ts";
import {
	csvOf,
	differenceColumns,
	differencesAnswer,
	snapshotTag,
} from "#lib/services/ranking/board-answer.ts";
import { findAskedSnapshot, snapshotQuery } from "#lib/services/ranking/find-asked-snapshot.ts";

const query = z.strictObject({ ...snapshotQuery, as: z.enum(["json", "csv"]).default("json") });

/** How much better each model is than each other, with intervals. */
export const GET = route(
	{ actor: "none", query },
	async ({ actor, query: { as, ...rest }, request }) => {
		const snapshot = await findAskedSnapshot(rest, Date.now(), actor.networkHash);
		const tag = `${snapshotTag(snapshot)}-differences-${as}`;
		return as === "csv"
			? conditional(
					request,
					{
						tag,
						caching: "revalidated",
						contentType: "text/csv; charset=utf-8",
						filename: "differences.csv",
					},
					() => csvOf(differencesAnswer(snapshot).differences, differenceColumns),
				)
			: conditional(
					request,
					{ tag, caching: "revalidated", contentType: "application/json; charset=utf-8" },
					() => JSON.stringify(differencesAnswer(snapshot)),
				);
	},
);
