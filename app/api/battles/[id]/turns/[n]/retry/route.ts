import { slotBody, turnParams } from "#lib/http/battle-schemas.ts";
import { json } from "#lib/http/respond.ts";
import { route } from "#lib/http/route.ts";
import { retryReply } from "#lib/services/battle/retry-reply.ts";

export const POST = route(
	{ actor: "optional", keyScope: "battles", params: turnParams, body: slotBody },
	async ({ actor, params, body, requestKey }) => {
		await retryReply(actor, params.id, params.n, body.slot, requestKey);
		return json(202, {
			turn: params.n,
			streamUrl: `/api/battles/${params.id}/turns/${params.n}/stream`,
		});
	},
);
