import { lookup as resolve } from "node:dns";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

/** Thrown by the guarded look-up; found again as the cause of a connection that did not come about. */
export class RefusedAddress extends Error {}

/**
 * Why an address that somebody typed may not be asked, in words; null when nothing speaks against it
 * before its name is resolved. Only http and https, no credentials, no literal address that is not public.
 */
export function refusalOf(url: URL): string | null {
	if (url.protocol !== "http:" && url.protocol !== "https:")
		return `${url.protocol} is not asked, only http: and https:`;
	if (url.username !== "" || url.password !== "")
		return "an address with a user name or password in it is not asked";
	const host = url.hostname.replace(/^\[|\]$/g, "");
	return ipaddr.isValid(host) && !isPublic(host) ? refusedRange(host) : null;
}

/**
 * Resolves a name for a connection, and refuses it when any of its addresses is not public. The
 * connection goes to what was checked here, so a name cannot resolve to something else in between.
 */
export const guardedLookup: LookupFunction = (hostname, options, callback) => {
	resolve(hostname, { ...options, all: true }, (error, addresses) => {
		const [first] = addresses ?? [];
		if (error !== null || first === undefined) {
			callback(error ?? new Error(`${hostname} has no address.`), []);
			return;
		}
		const refused = addresses.find(({ address }) => !isPublic(address));
		if (refused !== undefined) callback(new RefusedAddress(refusedRange(refused.address)), []);
		else if (options.all === true) callback(null, addresses);
		else callback(null, first.address, first.family);
	});
};

/** True for addresses of the public internet: not private, loopback, link-local, reserved, translated … */
function isPublic(address: string): boolean {
	// A zone (`fe80::1%eth0`) exists only for addresses that are not public.
	return ipaddr.isValid(address) && ipaddr.process(address).range() === "unicast";
}

function refusedRange(address: string): string {
	return `${address} is not a public address (${ipaddr.process(address).range()})`;
}
