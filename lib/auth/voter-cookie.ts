import { createHmac, timingSafeEqual } from "node:crypto";
import { isUuid } from "#lib/kernel/ids.ts";

export const VOTER_COOKIE = "parley_voter";
/** A year, in seconds. */
const MAX_AGE_SECONDS = 365 * 24 * 3600;

const signature = (payload: string, secret: string): string =>
	createHmac("sha256", secret).update(`voter-cookie ${payload}`).digest("base64url");

/** The signed value of the cookie: voter id, time of issue in Unix seconds, HMAC-SHA-256. */
export function signVoter(voterId: string, nowMs: number, secret: string): string {
	const payload = `${voterId}.${Math.floor(nowMs / 1000)}`;
	return `${payload}.${signature(payload, secret)}`;
}

/** The voter id in a cookie's value; null when it is malformed, forged or expired. */
export function readVoter(value: string, nowMs: number, secret: string): string | null {
	const [voterId = "", issued = "", mac = "", ...rest] = value.split(".");
	if (rest.length > 0 || !isUuid(voterId) || !/^\d{1,12}$/.test(issued)) return null;
	const expected = Buffer.from(signature(`${voterId}.${issued}`, secret));
	const given = Buffer.from(mac);
	if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
	return Number(issued) + MAX_AGE_SECONDS < nowMs / 1000 ? null : voterId;
}

/** The Set-Cookie header that carries it. */
export function voterSetCookie(value: string, isHttps: boolean): string {
	return `${VOTER_COOKIE}=${value}; Path=/; Max-Age=${MAX_AGE_SECONDS}; HttpOnly; SameSite=Lax${isHttps ? "; Secure" : ""}`;
}

/** One cookie of a Cookie header. */
export function cookieOf(header: string | null, name: string): string | null {
	for (const part of (header ?? "").split(";")) {
		const at = part.indexOf("=");
		if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
	}
	return null;
}
