import { z } from "zod";
import { origins } from "#lib/arena/outcome.ts";
import {
	type BoardFilter,
	boardFilter,
	boardQuery,
	judgementKinds,
} from "#lib/ranking/board-filter.ts";

/** A leaderboard, and what the other one differs in: who judged, or where the battles come from. */
export const correlationQuerySchema = z.strictObject({
	...boardQuery,
	with: z
		.enum([...judgementKinds, "all"])
		.meta({ description: "Kind of judgement of the other leaderboard" }),
	"with-origin": z
		.enum([...origins, "all"])
		.optional()
		.meta({ description: "Origin of the other leaderboard; the same without it" }),
});

/** The two leaderboards that a query names. */
export function correlatedFilters(
	query: z.infer<typeof correlationQuerySchema>,
): [BoardFilter, BoardFilter] {
	const { with: kind, "with-origin": origin, ...rest } = query;
	const first = boardFilter(rest);
	return [first, { ...first, kind, origin: origin ?? first.origin }];
}
