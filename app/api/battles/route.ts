import { z } from "zod";
import type { Actor } from "#lib/auth/actor.ts";
import { instanceSecret } from "#lib/auth/instance-secret.ts";
import { signVoter, voterSetCookie } from "#lib/auth/voter-cookie.ts";
import { startBattleBody } from "#lib/http/battle-schemas.ts";
import { isHttps } from "#lib/http/is-https.ts";
import { json } from "#lib/http/respond.ts";
import { route } from "#lib/http/route.ts";
import { findOwner } from "#lib/services/battle/find-owner.ts";
import { startBattle } from "#lib/services/battle/start-battle.ts";

/** Below this many characters a key may be guessed, and with it, on a shared network, a voter. */
const SECRET_KEY_LENGTH = 16;

/** Starts a battle; the first one also makes the voter and sets the cookie. */
export const POST = route(
	{
		actor: "optional",
		keyScope: "battles",
		body: startBattleBody,
		async replayed({ actor, request, requestKey, response }) {
			const { battleId } = z
				.object({ battleId: z.uuid().optional() })
				.parse(await bodyOf(response));
			const owner = battleId === undefined ? null : await findOwner(battleId);
			if (owner !== null && needsCookie(actor) && isSecret(requestKey))
				response.headers.append("set-cookie", await cookieOf(owner, request));
		},
	},
	async ({ actor, body, request, requestKey }) => {
		const battle = await startBattle(actor, { ...body, requestKey });
		const response = json(201, {
			battleId: battle.battleId,
			state: battle.state,
			mode: battle.mode,
			turns: [],
		});
		if (needsCookie(actor) && (!battle.isRepeat || isSecret(requestKey)))
			response.headers.append("set-cookie", await cookieOf(battle.voterId, request));
		return response;
	},
);

/** Whoever had neither voter nor account when they asked is reached by a cookie alone. */
const needsCookie = (actor: Actor): boolean => actor.voterId === null && actor.userId === null;

const isSecret = (key: string | null): boolean => (key ?? "").length >= SECRET_KEY_LENGTH;

/** Signed anew each time: a cookie is never stored. */
async function cookieOf(voterId: string, request: Request): Promise<string> {
	return voterSetCookie(signVoter(voterId, Date.now(), await instanceSecret()), isHttps(request));
}

const bodyOf = (response: Response): Promise<unknown> => response.clone().json();
