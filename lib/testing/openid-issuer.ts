import { createHash, createSign, generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Who the issuer says has signed in. */
export interface Claims {
	sub: string;
	name?: string;
	email?: string;
	email_verified?: boolean;
}

export interface OpenIdIssuer {
	issuer: string;
	/** Plays the person at the provider: answers an authorization address with the callback's query. */
	approve(authorizationUrl: string, claims: Claims): Record<string, string>;
	stop(): Promise<void>;
}

/** A small OpenID Connect issuer on localhost: discovery, keys, code exchange with PKCE, RS256. */
export async function startOpenIdIssuer(
	clientId: string,
	clientSecret: string,
): Promise<OpenIdIssuer> {
	const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
	const codes = new Map<
		string,
		{ claims: Claims; nonce: string | null; challenge: string | null }
	>();
	const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
	let issuer = "";

	const idToken = (claims: Claims, nonce: string | null) => {
		const now = Math.floor(Date.now() / 1000);
		const head = encode({ alg: "RS256", kid: "k" });
		const body = encode({ iss: issuer, aud: clientId, iat: now, exp: now + 60, nonce, ...claims });
		const signature = createSign("RSA-SHA256")
			.update(`${head}.${body}`)
			.sign(privateKey, "base64url");
		return `${head}.${body}.${signature}`;
	};

	const server = createServer(async (request, response) => {
		const reply = (status: number, body: unknown) => {
			response.writeHead(status, { "content-type": "application/json" });
			response.end(JSON.stringify(body));
		};
		if (request.url === "/.well-known/openid-configuration")
			return reply(200, {
				issuer,
				authorization_endpoint: `${issuer}/authorize`,
				token_endpoint: `${issuer}/token`,
				jwks_uri: `${issuer}/keys`,
				response_types_supported: ["code"],
				subject_types_supported: ["public"],
				id_token_signing_alg_values_supported: ["RS256"],
			});
		if (request.url === "/keys")
			return reply(200, {
				keys: [{ ...publicKey.export({ format: "jwk" }), kid: "k", alg: "RS256", use: "sig" }],
			});
		let text = "";
		for await (const chunk of request) text += chunk;
		const form = new URLSearchParams(text);
		const code = form.get("code") ?? "";
		const grant = codes.get(code);
		codes.delete(code);
		const verifier = createHash("sha256")
			.update(form.get("code_verifier") ?? "")
			.digest("base64url");
		const basic = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
		const isClient = request.headers.authorization === `Basic ${basic}`;
		if (grant === undefined || grant.challenge !== verifier || !isClient)
			return reply(400, { error: "invalid_grant" });
		return reply(200, {
			access_token: randomUUID(),
			token_type: "Bearer",
			id_token: idToken(grant.claims, grant.nonce),
		});
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

	return {
		issuer,
		approve(authorizationUrl, claims) {
			const asked = new URL(authorizationUrl).searchParams;
			const code = randomUUID();
			codes.set(code, {
				claims,
				nonce: asked.get("nonce"),
				challenge: asked.get("code_challenge"),
			});
			return { code, state: asked.get("state") ?? "" };
		},
		stop: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
