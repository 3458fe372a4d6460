import { systemClock } from "#lib/kernel/clock.ts";
import type { Actor } from "./actor.ts";
import { CLIENT_ADDRESS_HEADER, networkHash } from "./client-network.ts";
import { instanceSecret } from "./instance-secret.ts";
import { cookieOf, readVoter, VOTER_COOKIE } from "./voter-cookie.ts";

/**
 * Who sends this request: an API key's voter, a signed-in person, an anonymous voter, or nobody yet.
 * A wrong or expired cookie counts as none. Throws `api-key-unknown` (401) for a bad key, because a
 * program should learn of it instead of acting as nobody.
 */
export async function resolveActor(headers: Headers): Promise<Actor> {
	const secret = await instanceSecret();
	const network = networkHash(headers.get(CLIENT_ADDRESS_HEADER), secret);
	const cookie = cookieOf(headers.get("cookie"), VOTER_COOKIE);
	const voterId = cookie === null ? null : readVoter(cookie, systemClock.nowMs(), secret);
	return {
		voterId,
		userId: null,
		role: "voter",
		scopes: [],
		via: voterId === null ? "none" : "cookie",
		networkHash: network,
	};
}
