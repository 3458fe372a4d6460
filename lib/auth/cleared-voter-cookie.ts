import { VOTER_COOKIE } from "./voter-cookie.ts";

/** The Set-Cookie header that takes the voter cookie away, once its voter joined an account. */
export function clearedVoterCookie(isHttps: boolean): string {
	return `${VOTER_COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${isHttps ? "; Secure" : ""}`;
}
