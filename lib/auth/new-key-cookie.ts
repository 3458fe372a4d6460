/** Holds a new API key for the minute in which the page shows it, in its maker's browser only. */
export const NEW_KEY_COOKIE = "parley_new_key";

/** The Set-Cookie header that carries a new key to the page that shows it. */
export function newKeyCookie(key: string, isHttps: boolean): string {
	return `${NEW_KEY_COOKIE}=${key}; Path=/admin/keys; Max-Age=60; HttpOnly; SameSite=Strict${isHttps ? "; Secure" : ""}`;
}
