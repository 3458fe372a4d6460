import type { User } from "next-auth";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { z } from "zod";
import { config } from "#lib/config/config.ts";

/** Providers by which people can sign in here; the operator's code comes on top. */
export function configuredProviders(): { id: ProviderId; name: string }[] {
	const { AUTH_GITHUB_ID, AUTH_GOOGLE_ID, AUTH_OIDC_ISSUER, AUTH_OIDC_NAME } = config();
	return [
		...(AUTH_GITHUB_ID === undefined ? [] : [{ id: "github" as const, name: "GitHub" }]),
		...(AUTH_GOOGLE_ID === undefined ? [] : [{ id: "google" as const, name: "Google" }]),
		...(AUTH_OIDC_ISSUER === undefined ? [] : [{ id: "oidc" as const, name: AUTH_OIDC_NAME }]),
	];
}

export type ProviderId = "github" | "google" | "oidc";

type Provider = OAuthConfig<unknown>;

/** next-auth's description of each configured provider. */
export function oauthProviders(): Provider[] {
	return configuredProviders().map(({ id, name }) =>
		id === "github" ? githubProvider() : openIdProvider(id, name),
	);
}

const claims = z.object({
	sub: z.string().min(1),
	name: z.string().nullish(),
	preferred_username: z.string().nullish(),
	email: z.string().nullish(),
	// Some issuers send it as text.
	email_verified: z
		.union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")])
		.nullish(),
});

/** A person out of OpenID Connect claims. An address that the issuer did not verify is left out. */
export function userOfClaims(profile: unknown): User {
	const person = claims.parse(profile);
	return {
		id: person.sub,
		name: person.name ?? person.preferred_username ?? null,
		email: person.email_verified === true && person.email ? person.email : null,
	};
}

function openIdProvider(id: "google" | "oidc", name: string): Provider {
	const env = config();
	const issuer =
		id === "google"
			? "https://accounts.google.com"
			: (env.AUTH_OIDC_ISSUER ?? "").replace(/\/$/, "");
	return {
		id,
		name,
		type: "oauth",
		wellKnown: `${issuer}/.well-known/openid-configuration`,
		idToken: true,
		authorization: { params: { scope: "openid email profile" } },
		checks: ["pkce", "state", "nonce"],
		clientId: (id === "google" ? env.AUTH_GOOGLE_ID : env.AUTH_OIDC_ID) ?? "",
		clientSecret: (id === "google" ? env.AUTH_GOOGLE_SECRET : env.AUTH_OIDC_SECRET) ?? "",
		profile: userOfClaims,
	};
}

const githubUser = z.object({
	id: z.number(),
	login: z.string(),
	name: z.string().nullish(),
});
const githubEmails = z.array(
	z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }),
);

/** A person out of GitHub's answers: the profile, and the list of addresses with their state. */
export function userOfGitHub(profile: unknown): User {
	const person = githubUser.extend({ emails: githubEmails }).parse(profile);
	const main = person.emails.find((email) => email.primary && email.verified);
	return { id: String(person.id), name: person.name ?? person.login, email: main?.email ?? null };
}

function githubProvider(): Provider {
	return {
		id: "github",
		name: "GitHub",
		type: "oauth",
		authorization: {
			url: "https://github.com/login/oauth/authorize",
			params: { scope: "read:user user:email" },
		},
		token: "https://github.com/login/oauth/access_token",
		userinfo: {
			url: "https://api.github.com/user",
			// The profile alone does not say whether its address is verified.
			async request({ client, tokens }) {
				const bearer = tokens.access_token ?? "";
				const profile = await client.userinfo(bearer);
				const response = await fetch("https://api.github.com/user/emails", {
					headers: { authorization: `Bearer ${bearer}`, accept: "application/vnd.github+json" },
					redirect: "error",
					signal: AbortSignal.timeout(10_000),
				});
				const emails: unknown = response.ok ? await response.json() : [];
				return { ...profile, emails };
			},
		},
		issuer: "https://github.com/login/oauth",
		checks: ["pkce", "state"],
		clientId: config().AUTH_GITHUB_ID ?? "",
		clientSecret: config().AUTH_GITHUB_SECRET ?? "",
		profile: userOfGitHub,
	};
}
