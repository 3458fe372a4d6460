import { conditional } from "#lib/http/conditional.ts";
import { contentHash } from "#lib/http/content-hash.ts";
import { enforceFitLimit } from "#lib/http/rate-limit.ts";
import { route } from "#lib/http/route.ts";
import { correlateBoards } from "#lib/services/ranking/correlate-boards.ts";
import {
	correlatedFilters,
	correlationQuerySchema,
} from "#lib/services/ranking/correlation-query.ts";

/** How two leaderboards agree about the models that both rank. */
export const GET = route(
	{ actor: "none", query: correlationQuerySchema },
	async ({ actor, request, query }) => {
		const [first, second] = correlatedFilters(query);
		const found = await correlateBoards(first, second, Date.now(), () =>
			enforceFitLimit(actor.networkHash),
		);
		const answer = { first, second, ...found };
		const contentType = "application/json; charset=utf-8";
		return conditional(
			request,
			{ tag: contentHash(answer), caching: "revalidated", contentType },
			() => JSON.stringify(answer),
		);
	},
);
