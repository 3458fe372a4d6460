import { z } from "zod";
import { conditional } from "#lib/http/conditional.ts";
import { route } from "#lib/http/route.ts";
import type { Snapshot } from "#lib/ranking/snapshot.ts";
import { snapshotTag } from "#lib/services/ranking/board-answer.ts";
import { findAskedSnapshot, snapshotQuery } from "#lib/services/ranking/find-asked-snapshot.ts";

const query = z.strictObject({ ...snapshotQuery, as: z.enum(["json", "csv"]).default("json") });

/** A GET route for something about a snapshot, as JSON or as a CSV file of this name. */
export function snapshotTable(
	name: string,
	answer: (snapshot: Snapshot) => object,
	csv: (snapshot: Snapshot) => string,
) {
	return route({ actor: "none", query }, async ({ actor, query: { as, ...rest }, request }) => {
		const snapshot = await findAskedSnapshot(rest, Date.now(), actor.networkHash);
		const tag = `${snapshotTag(snapshot)}-${name}-${as}`;
		const caching = "revalidated" as const;
		if (as === "json")
			return conditional(
				request,
				{ tag, caching, contentType: "application/json; charset=utf-8" },
				() => JSON.stringify(answer(snapshot)),
			);
		const contentType = "text/csv; charset=utf-8";
		return conditional(request, { tag, caching, contentType, filename: `${name}.csv` }, () =>
			csv(snapshot),
		);
	});
}
