import { json } from "#lib/http/respond.ts";
import { route } from "#lib/http/route.ts";
import { episodeParams, pairBody } from "#lib/http/run-schemas.ts";
import { pairByHand } from "#lib/services/run/pair-by-hand.ts";

/** Makes a battle of this conversation and another, which nobody paired. */
export const POST = route(
	{ actor: { scope: "runs" }, params: episodeParams, body: pairBody },
	async ({ actor, params, body }) => {
		const { battleId, isNew } = await pairByHand(actor, [params.slug, body.with]);
		const pagePath = `/e/${params.slug}?with=${encodeURIComponent(body.with)}`;
		return json(isNew ? 201 : 200, { battleId, isNew, pagePath });
	},
);
