import { json } from "#lib/http/respond.ts";
import { route } from "#lib/http/route.ts";
import { episodeParams, sayBody } from "#lib/http/run-schemas.ts";
import { sayInSeat } from "#lib/services/run/take-seat.ts";

/** Speaks in the person's seat, or ends the conversation. */
export const POST = route(
	{ actor: { scope: "runs" }, params: episodeParams, body: sayBody },
	async ({ actor, params, body }) => {
		await sayInSeat(actor, params.slug, body);
		return json(202, { slug: params.slug });
	},
);
