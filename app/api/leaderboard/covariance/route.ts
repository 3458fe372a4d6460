import { z } from "zod";
import { conditional } from "#lib/http/conditional.ts";
import { route } from "#lib/http/route.ts";
import {
	covarianceAnswer,
	covarianceCsv,
	snapshotTag,
} from "#lib/services/ranking/board-answer.ts";
import { findAskedSnapshot, snapshotQuery } from "#lib/services/ranking/find-asked-snapshot.ts";

const query = z.strictObject({ ...snapshotQuery, as: z.enum(["json", "csv"]).default("json") });

/** The full covariance of the ratings, so that others can test any difference. */
export const GET = route(
	{ actor: "none", query },
	async ({ actor, query: { as, ...rest }, request }) => {
		const snapshot = await findAskedSnapshot(rest, Date.now(), actor.networkHash);
		const tag = `${snapshotTag(snapshot)}-covariance-${as}`;
		return as === "csv"
			? conditional(
					request,
					{
						tag,
						caching: "revalidated",
						contentType: "text/csv; charset=utf-8",
						filename: "covariance.csv",
					},
					() => covarianceCsv(snapshot),
				)
			: conditional(
					request,
					{ tag, caching: "revalidated", contentType: "application/json; charset=utf-8" },
					() => JSON.stringify(covarianceAnswer(snapshot)),
				);
	},
);
