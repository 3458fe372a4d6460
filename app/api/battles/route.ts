import { instanceSecret } from "#lib/auth/instance-secret.ts";
import { signVoter, voterSetCookie } from "#lib/auth/voter-cookie.ts";
import { startBattleBody } from "#lib/http/battle-schemas.ts";
import { isHttps } from "#lib/http/is-https.ts";
import { json } from "#lib/http/respond.ts";
import { route } from "#lib/http/route.ts";
import { startBattle } from "#lib/services/battle/start-battle.ts";

/** Starts a battle; the first one also makes the voter and sets the cookie. */
export const POST = route(
	{ actor: "optional", keyScope: "battles", body: startBattleBody },
	async ({ actor, body, request }) => {
		const battle = await startBattle(actor, body);
		const cookie = battle.isNewVoter
			? {
					"set-cookie": voterSetCookie(
						signVoter(battle.voterId, Date.now(), await instanceSecret()),
						isHttps(request),
					),
				}
			: undefined;
		return json(
			201,
			{ battleId: battle.battleId, state: battle.state, mode: battle.mode, turns: [] },
			cookie,
		);
	},
);
