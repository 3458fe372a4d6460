import { createHmac } from "node:crypto";
import ipaddr from "ipaddr.js";

/** Set by the web server over whatever the client sent: the address after the trusted proxies. */
export const CLIENT_ADDRESS_HEADER = "x-parley-client-address";

/**
 * A keyed hash of the client's network (IPv4 /24, IPv6 /48), so that limits can count by network
 * while the address itself is never stored.
 */
export function networkHash(address: string | null, secret: string): string {
	return createHmac("sha256", secret)
		.update(`network ${prefixOf(address ?? "")}`)
		.digest("base64url")
		.slice(0, 22);
}

function prefixOf(address: string): string {
	if (!ipaddr.isValid(address)) return "unknown";
	const parsed = ipaddr.process(address);
	const bytes = parsed.toByteArray();
	return bytes.slice(0, bytes.length === 4 ? 3 : 6).join(".");
}
