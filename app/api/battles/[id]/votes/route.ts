import { battleParams, castVoteBody } from "#lib/http/battle-schemas.ts";
import { enforceVoteLimit } from "#lib/http/rate-limit.ts";
import { json } from "#lib/http/respond.ts";
import { route } from "#lib/http/route.ts";
import { castVote } from "#lib/services/vote/cast-vote.ts";

export const POST = route(
	{ actor: "optional", keyScope: "battles", params: battleParams, body: castVoteBody },
	async ({ actor, params, body, requestKey }) => {
		if (actor.voterId !== null) await enforceVoteLimit(actor.voterId);
		const { vote, receipt, reveal } = await castVote(actor, params.id, body, requestKey);
		return json(201, { vote, receipt, reveal });
	},
);
