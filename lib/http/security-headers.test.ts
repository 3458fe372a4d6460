import { afterEach, describe, expect, test } from "vitest";
import { overrideConfig } from "#lib/config/config.ts";
import { contentSecurityPolicy, newNonce, securityHeaders } from "./security-headers.ts";

const directives = (policy: string) =>
	Object.fromEntries(
		policy.split("; ").map((part) => [part.split(" ")[0], part.split(" ").slice(1).join(" ")]),
	);

afterEach(() => {
	overrideConfig({
		AUTH_GITHUB_ID: undefined,
		AUTH_OIDC_ISSUER: undefined,
		PARLEY_PUBLIC_URL: undefined,
	});
});

describe("security headers", () => {
	test("scripts and styles need this response's nonce; nothing comes from elsewhere", () => {
		expect(directives(contentSecurityPolicy("abc+/="))).toEqual({
			"default-src": "'self'",
			"script-src": "'self' 'nonce-abc+/=' 'strict-dynamic'",
			"script-src-attr": "'none'",
			"style-src": "'self' 'nonce-abc+/='",
			"style-src-elem": "'self' 'nonce-abc+/='",
			"style-src-attr": "'unsafe-inline'",
			"img-src": "'self'",
			"font-src": "'self'",
			"connect-src": "'self'",
			"media-src": "'none'",
			"object-src": "'none'",
			"frame-src": "'none'",
			"worker-src": "'self'",
			"manifest-src": "'self'",
			"base-uri": "'none'",
			"form-action": "'self'",
			"frame-ancestors": "'none'",
		});
	});

	test("evaluation is for development alone", () => {
		expect(contentSecurityPolicy("n")).not.toContain("unsafe-eval");
		expect(contentSecurityPolicy("n", { dev: true })).toContain("'unsafe-eval'");
	});

	test("forms may lead to the configured providers and nowhere else", () => {
		overrideConfig({
			AUTH_GITHUB_ID: "id",
			AUTH_OIDC_ISSUER: "https://login.example.org/realms/x",
		});
		expect(directives(contentSecurityPolicy("n"))["form-action"]).toBe(
			"'self' https://github.com https://login.example.org",
		);
	});

	test("HSTS only where people come by https", () => {
		expect(securityHeaders("n")).not.toHaveProperty("strict-transport-security");
		overrideConfig({ PARLEY_PUBLIC_URL: "https://arena.example.org" });
		expect(securityHeaders("n")["strict-transport-security"]).toBe("max-age=31536000");
	});

	test("nonces are 128 bits and never the same", () => {
		const nonces = Array.from({ length: 200 }, newNonce);
		expect(new Set(nonces).size).toBe(200);
		for (const nonce of nonces) expect(Buffer.from(nonce, "base64")).toHaveLength(16);
	});
});
