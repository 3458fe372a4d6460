import { randomBytes } from "node:crypto";
import { config } from "#lib/config/config.ts";

/** A fresh nonce for one response: 128 random bits in base 64. */
export const newNonce = (): string => randomBytes(16).toString("base64");

/**
 * The Content-Security-Policy of every page. Scripts run only with the nonce of this response, and
 * what they load; nothing comes from another origin, images included, so that a model's reply can
 * neither run code nor call out. `dev` allows what the development server needs (React's `eval`,
 * hot reloading over a web socket, styles without a nonce) and is never on in production.
 */
export function contentSecurityPolicy(nonce: string, options: { dev?: boolean } = {}): string {
	const dev = options.dev ?? false;
	const styles = dev ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`;
	return Object.entries({
		"default-src": "'self'",
		"script-src": `'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
		"script-src-attr": "'none'",
		"style-src": styles,
		"style-src-elem": styles,
		// Positions and widths that React sets on elements; an attribute can hold no rule or address of its own.
		"style-src-attr": "'unsafe-inline'",
		"img-src": "'self'",
		"font-src": "'self'",
		"connect-src": dev ? "'self' ws: wss:" : "'self'",
		"media-src": "'none'",
		"object-src": "'none'",
		"frame-src": "'none'",
		"worker-src": "'self'",
		"manifest-src": "'self'",
		"base-uri": "'none'",
		"form-action": formActions(),
		"frame-ancestors": "'none'",
	})
		.map(([directive, value]) => `${directive} ${value}`)
		.join("; ");
}

/**
 * Sign-in forms post to ourselves and are redirected to the provider; browsers check the target of
 * that redirect too, so the configured providers' origins are named.
 */
function formActions(): string {
	const { AUTH_GITHUB_ID, AUTH_GOOGLE_ID, AUTH_OIDC_ISSUER } = config();
	return [
		"'self'",
		...(AUTH_GITHUB_ID === undefined ? [] : ["https://github.com"]),
		...(AUTH_GOOGLE_ID === undefined ? [] : ["https://accounts.google.com"]),
		...(AUTH_OIDC_ISSUER === undefined ? [] : [new URL(AUTH_OIDC_ISSUER).origin]),
	].join(" ");
}

/** All security headers of a response. HSTS only where the instance's public address is https. */
export function securityHeaders(
	nonce: string,
	options: { dev?: boolean } = {},
): Record<string, string> {
	const isHttps = config().PARLEY_PUBLIC_URL?.startsWith("https://") ?? false;
	return {
		"content-security-policy": contentSecurityPolicy(nonce, options),
		"x-content-type-options": "nosniff",
		"x-frame-options": "DENY",
		// Not `no-referrer`: browsers then send `Origin: null` with our own forms, which the origin check refuses.
		"referrer-policy": "same-origin",
		"permissions-policy":
			"accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=(), browsing-topics=()",
		"cross-origin-opener-policy": "same-origin",
		"cross-origin-resource-policy": "same-origin",
		"origin-agent-cluster": "?1",
		"x-permitted-cross-domain-policies": "none",
		...(isHttps ? { "strict-transport-security": "max-age=31536000" } : {}),
	};
}
