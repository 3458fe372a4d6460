import { config } from "#lib/config/config.ts";

/** Whether the client reached us over TLS: by the declared public address, or a trusted proxy's word. */
export function isHttps(request: Request): boolean {
	const declared = config().PARLEY_PUBLIC_URL;
	if (declared !== undefined) return declared.startsWith("https:");
	return (
		config().PARLEY_TRUSTED_PROXIES > 0 && request.headers.get("x-forwarded-proto") === "https"
	);
}
