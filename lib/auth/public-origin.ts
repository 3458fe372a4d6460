import { config } from "#lib/config/config.ts";

/**
 * The origin under which people reach the instance: PARLEY_PUBLIC_URL, else localhost. Never taken
 * from a request's headers, which anybody can write.
 */
export function publicOrigin(): string {
	const { PARLEY_PUBLIC_URL: url, PORT: port } = config();
	return url === undefined ? `http://localhost:${port}` : new URL(url).origin;
}

/** True when cookies may be marked Secure. */
export const isHttpsInstance = (): boolean => publicOrigin().startsWith("https://");

/**
 * A path within the site, out of whatever a form or an address said to go on to; `/` when it leads
 * elsewhere. Absolute addresses count only on the site's own origin.
 */
export function localPath(target: string, origin: string = publicOrigin()): string {
	if (!URL.canParse(target, origin)) return "/";
	const url = new URL(target, origin);
	if (url.origin !== origin) return "/";
	return `/${url.pathname.replace(/^[/\\]+/, "")}${url.search}`;
}
