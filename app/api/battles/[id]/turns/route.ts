import { battleParams, takeTurnBody } from "#lib/http/battle-schemas.ts";
import { json } from "#lib/http/respond.ts";
import { route } from "#lib/http/route.ts";
import { takeTurn } from "#lib/services/battle/take-turn.ts";

export const POST = route(
	{ actor: "optional", keyScope: "battles", params: battleParams, body: takeTurnBody },
	async ({ actor, params, body, requestKey }) => {
		const turn = await takeTurn(actor, params.id, body.text, requestKey);
		return json(202, { turn, streamUrl: `/api/battles/${params.id}/turns/${turn}/stream` });
	},
);
