import { z } from "zod";
import { json } from "#lib/http/respond.ts";
import { route } from "#lib/http/route.ts";
import { csvOf, historyColumns } from "#lib/services/ranking/board-answer.ts";
import { findAskedSnapshot, snapshotQuery } from "#lib/services/ranking/find-asked-snapshot.ts";
import { ratingHistory } from "#lib/services/ranking/list-snapshots.ts";

const query = z.strictObject({ ...snapshotQuery, as: z.enum(["json", "csv"]).default("json") });
const caching = { "cache-control": "public, max-age=1, must-revalidate" };

/** Ratings over time, thinned out to at most 60 snapshots. */
export const GET = route({ actor: "none", query }, async ({ actor, query: { as, ...rest } }) => {
	const points = await ratingHistory(
		(await findAskedSnapshot(rest, Date.now(), actor.networkHash)).filter,
	);
	if (as === "json") return json(200, { points }, caching);
	return new Response(csvOf(points, historyColumns), {
		headers: {
			...caching,
			"content-type": "text/csv; charset=utf-8",
			"content-disposition": 'attachment; filename="rating-history.csv"',
		},
	});
});
