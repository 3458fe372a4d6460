import { afterEach, describe, expect, it } from "vitest";
import { overrideConfig } from "#lib/config/config.ts";
import { assertSameOrigin } from "./same-origin.ts";

const request = (headers: Record<string, string>) => ({ headers: new Headers(headers) }) as Request;

afterEach(() => void overrideConfig({ PARLEY_PUBLIC_URL: undefined }));

describe("assertSameOrigin", () => {
	it.each<[string, Record<string, string>]>([
		["a program that sends neither header", { host: "arena.test" }],
		["a page of ours, by Sec-Fetch-Site", { host: "arena.test", "sec-fetch-site": "same-origin" }],
		["a person who typed the address", { host: "arena.test", "sec-fetch-site": "none" }],
		["a page of ours, by Origin", { host: "arena.test:3000", origin: "http://arena.test:3000" }],
	])("lets %s pass", (_, headers) => {
		expect(() => assertSameOrigin(request(headers))).not.toThrow();
	});
	it.each<[string, Record<string, string>]>([
		["another site's page", { host: "arena.test", "sec-fetch-site": "cross-site" }],
		["a sister site's page", { host: "arena.test", "sec-fetch-site": "same-site" }],
		["another origin", { host: "arena.test", origin: "https://evil.test" }],
		["another port", { host: "arena.test:3000", origin: "http://arena.test:4000" }],
		["a sandboxed frame", { host: "arena.test", origin: "null" }],
		["a name that begins like ours", { host: "arena.test", origin: "http://arena.test.evil.test" }],
		["an origin that is no address", { host: "arena.test", origin: "arena.test" }],
		[
			"another origin that claims to be the same site",
			{ host: "arena.test", origin: "https://evil.test", "sec-fetch-site": "same-origin" },
		],
	])("refuses %s", (_, headers) => {
		expect(() => assertSameOrigin(request(headers))).toThrow(
			expect.objectContaining({ code: "cross-origin", status: 403 }),
		);
	});
	it("takes the declared public address behind a proxy that changes Host, and only its whole origin", () => {
		overrideConfig({ PARLEY_PUBLIC_URL: "https://arena.example.org/" });
		const behind = (origin: string) => request({ host: "10.0.0.5:3000", origin });
		expect(() => assertSameOrigin(behind("https://arena.example.org"))).not.toThrow();
		expect(() => assertSameOrigin(behind("http://arena.example.org"))).toThrow();
		expect(() => assertSameOrigin(behind("https://arena.example.org:8443"))).toThrow();
	});
});
