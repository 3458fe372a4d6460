import { AppError } from "#lib/kernel/app-error.ts";
import { systemClock } from "#lib/kernel/clock.ts";
import type { Actor } from "./actor.ts";
import { CLIENT_ADDRESS_HEADER, networkHash } from "./client-network.ts";
import { findAnonymousVoter } from "./find-anonymous-voter.ts";
import { bearerOf, findApiKey } from "./find-api-key.ts";
import { findSessionActor } from "./find-session-actor.ts";
import { instanceSecret } from "./instance-secret.ts";
import { cookieOf, readVoter, VOTER_COOKIE } from "./voter-cookie.ts";

/**
 * Who sends this request: an API key's voter, a signed-in person, an anonymous voter, or nobody yet.
 * A wrong or expired cookie counts as none. Throws `api-key-unknown` (401) for a bad key, because a
 * program should learn of it instead of acting as nobody.
 */
export async function resolveActor(headers: Headers): Promise<Actor> {
	const secret = await instanceSecret();
	const nobody: Actor = {
		voterId: null,
		userId: null,
		role: "voter",
		scopes: [],
		via: "none",
		networkHash: networkHash(headers.get(CLIENT_ADDRESS_HEADER), secret),
	};
	const bearer = bearerOf(headers);
	if (bearer !== null) {
		const key = await findApiKey(bearer);
		if (key === null)
			throw new AppError(
				"api-key-unknown",
				"This API key is unknown or revoked. An admin can make a new one.",
				{
					status: 401,
				},
			);
		return { ...nobody, voterId: key.voterId, scopes: key.scopes, via: "api-key" };
	}
	const session = await findSessionActor(headers, secret);
	if (session !== null) return { ...nobody, ...session, via: "session" };
	const cookie = cookieOf(headers.get("cookie"), VOTER_COOKIE);
	const signed = cookie === null ? null : readVoter(cookie, systemClock.nowMs(), secret);
	const voterId = signed === null ? null : await findAnonymousVoter(signed);
	return voterId === null ? nobody : { ...nobody, voterId, via: "cookie" };
}
