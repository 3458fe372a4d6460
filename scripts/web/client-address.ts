import type { IncomingMessage } from "node:http";

/**
 * The client's address: the connection's own, or, behind `trustedProxies` proxies, the entry that the
 * outermost trusted one added to X-Forwarded-For. Anything further left is the client's own claim.
 */
export function clientAddress(request: IncomingMessage, trustedProxies: number): string {
	const connection = request.socket.remoteAddress ?? "";
	if (trustedProxies === 0) return connection;
	const forwarded = [request.headers["x-forwarded-for"] ?? []]
		.flat()
		.join(",")
		.split(",")
		.map((part) => part.trim())
		.filter((part) => part !== "");
	return forwarded.at(-trustedProxies) ?? forwarded[0] ?? connection;
}
