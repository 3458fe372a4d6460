import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { clientAddress } from "./client-address.ts";

const request = (forwarded?: string | string[], remoteAddress: string | undefined = "10.0.0.1") =>
	({
		socket: { remoteAddress },
		headers: { "x-forwarded-for": forwarded },
	}) as unknown as IncomingMessage;

describe("clientAddress", () => {
	it("believes nobody but the connection when no proxy is trusted", () => {
		expect(clientAddress(request("203.0.113.7"), 0)).toBe("10.0.0.1");
	});
	it("takes what the outermost trusted proxy added, not what the client claimed", () => {
		const claimed = "198.51.100.1, 203.0.113.7, 10.0.0.9";
		expect(clientAddress(request("198.51.100.1, 203.0.113.7"), 1)).toBe("203.0.113.7");
		expect(clientAddress(request(claimed), 2)).toBe("203.0.113.7");
	});
	it("reads several headers as one list", () => {
		expect(clientAddress(request(["198.51.100.1", "203.0.113.7 ,10.0.0.9"]), 2)).toBe(
			"203.0.113.7",
		);
	});
	it("falls back to the connection when no proxy has written anything", () => {
		expect(clientAddress(request(), 1)).toBe("10.0.0.1");
		expect(clientAddress(request(" , "), 1)).toBe("10.0.0.1");
	});
	it("takes the leftmost when fewer proxies wrote than are trusted", () => {
		expect(clientAddress(request("203.0.113.7"), 3)).toBe("203.0.113.7");
	});
	it("is empty when the connection is gone", () => {
		expect(clientAddress({ ...request(), socket: {} } as IncomingMessage, 0)).toBe("");
	});
});
