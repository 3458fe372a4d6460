import { z } from "zod";
import { battleParams } from "#lib/http/battle-schemas.ts";
import { json } from "#lib/http/respond.ts";
import { route } from "#lib/http/route.ts";
import { shareBattle } from "#lib/services/battle/share-battle.ts";

const body = z.strictObject({ shared: z.boolean() });

/** The owner opens the conversation to anybody with its link, or closes it again. */
export const POST = route(
	{ actor: "optional", keyScope: "battles", params: battleParams, body },
	async ({ actor, params, body }) => json(200, await shareBattle(actor, params.id, body.shared)),
);
