import { z } from "zod";
import { json } from "#lib/http/respond.ts";
import { route } from "#lib/http/route.ts";
import { boardFilter, boardQuery } from "#lib/ranking/board-filter.ts";
import { listSnapshots } from "#lib/services/ranking/list-snapshots.ts";

const query = z.strictObject({
	...boardQuery,
	limit: z.coerce.number<string>().int().min(1).max(500).default(100),
	before: z.uuid().optional(),
});

/** The history of a leaderboard, newest first; `next` is the `before` of the next page. */
export const GET = route(
	{ actor: "none", query },
	async ({ query: { limit, before, ...rest } }) => {
		const found = await listSnapshots(boardFilter(rest), { limit: limit + 1, before });
		const snapshots = found.slice(0, limit);
		const next = found.length > limit ? (snapshots.at(-1)?.id ?? null) : null;
		return json(
			200,
			{ snapshots, next },
			{ "cache-control": "public, max-age=1, must-revalidate" },
		);
	},
);
