import { optionalSlotBody, turnParams } from "#lib/http/battle-schemas.ts";
import { json } from "#lib/http/respond.ts";
import { route } from "#lib/http/route.ts";
import { stopTurn } from "#lib/services/battle/stop-turn.ts";

export const POST = route(
	{ actor: "optional", keyScope: "battles", params: turnParams, body: optionalSlotBody },
	async ({ actor, params, body }) => {
		await stopTurn(actor, params.id, params.n, body.slot);
		return json(202, { turn: params.n });
	},
);
