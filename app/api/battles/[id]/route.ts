import { battleParams } from "#lib/http/battle-schemas.ts";
import { json } from "#lib/http/respond.ts";
import { route } from "#lib/http/route.ts";
import { loadBattleView } from "#lib/services/battle/load-battle.ts";

export const GET = route(
	{ actor: "optional", keyScope: "battles", params: battleParams },
	async ({ actor, params }) => json(200, await loadBattleView(actor, params.id)),
);
