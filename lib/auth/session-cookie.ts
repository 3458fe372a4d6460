import { decode } from "next-auth/jwt";
import { isHttpsInstance } from "./public-origin.ts";
import { cookieOf } from "./voter-cookie.ts";

/** How long a sign-in lasts: a week. The role is looked up at each use, so revoking it needs no wait. */
export const SESSION_SECONDS = 7 * 24 * 3600;

/** The session cookie. Over https its prefix keeps other hosts and plain http from setting it. */
export function sessionCookie() {
	const secure = isHttpsInstance();
	return {
		name: secure ? "__Host-parley_session" : "parley_session",
		options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure },
	};
}

/**
 * The user id in the session cookie of a Cookie header. Null when there is none, or when it is
 * forged, expired or unreadable. Only the cookie counts: a bearer token is never taken for a session.
 */
export async function readSession(
	cookieHeader: string | null,
	secret: string,
): Promise<string | null> {
	const token = cookieOf(cookieHeader, sessionCookie().name);
	if (token === null || token === "") return null;
	try {
		const payload = await decode({ token, secret });
		return typeof payload?.sub === "string" ? payload.sub : null;
	} catch {
		// Any failure to decrypt or a past expiry: the same to us as no cookie.
		return null;
	}
}
