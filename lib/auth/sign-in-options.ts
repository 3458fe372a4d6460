import type { AuthOptions, User } from "next-auth";
import { isAppError } from "#lib/kernel/app-error.ts";
import { accountAdapter } from "./account-adapter.ts";
import { isHttpsInstance, localPath } from "./public-origin.ts";
import { SESSION_SECONDS, sessionCookie } from "./session-cookie.ts";
import { oauthProviders, userOfClaims, userOfGitHub } from "./sign-in-providers.ts";

/** What happens around a sign-in, given by the route so that this adapter knows no services. */
export interface SignInHooks {
	secret: string;
	/** The user of a valid operator code, which is thereby used up; null for a wrong one. */
	redeemOperatorCode(code: string): Promise<{ userId: string } | null>;
	/**
	 * Runs once a person is known, before they get a session; when it throws there is none. `email` is
	 * an address that the provider verified, or null.
	 */
	onSignedIn(person: { userId: string; provider: string; email: string | null }): Promise<void>;
	log(level: "error" | "warn", code: string, error: unknown): void;
}

/**
 * next-auth's options. Sessions are encrypted cookies that hold the user id and nothing else; roles
 * are read from the database at each use.
 */
export function signInOptions(hooks: SignInHooks): AuthOptions {
	return {
		secret: hooks.secret,
		useSecureCookies: isHttpsInstance(),
		adapter: accountAdapter(),
		session: { strategy: "jwt", maxAge: SESSION_SECONDS },
		jwt: { maxAge: SESSION_SECONDS },
		cookies: { sessionToken: sessionCookie() },
		pages: { signIn: "/sign-in", signOut: "/sign-out", error: "/sign-in" },
		providers: [
			...oauthProviders(),
			{
				id: "operator",
				name: "Operator",
				type: "credentials",
				credentials: { code: { type: "text" } },
				async authorize(credentials: Record<"code", string> | undefined): Promise<User | null> {
					try {
						const found = await hooks.redeemOperatorCode(credentials?.code ?? "");
						return found === null ? null : { id: found.userId };
					} catch (error) {
						const isRefusal = isAppError(error) && error.status < 500;
						hooks.log(isRefusal ? "warn" : "error", "OPERATOR_CODE", error);
						// next-auth puts the message into an address: only a code may go there.
						throw new Error(isRefusal ? error.code : "unavailable", { cause: error });
					}
				},
			},
		],
		callbacks: {
			redirect: ({ url, baseUrl }) => `${baseUrl}${localPath(url, baseUrl)}`,
			// Not an event: next-auth swallows what events throw.
			async jwt({ token, account, profile, trigger }) {
				if (token.sub === undefined || account === null) return {};
				if (trigger === "signIn" || trigger === "signUp")
					await hooks.onSignedIn({
						userId: token.sub,
						provider: account.provider,
						email: verifiedEmail(account.provider, profile),
					});
				return { sub: token.sub };
			},
		},
		logger: {
			error: (code, metadata) => hooks.log("error", code, metadata),
			warn: (code) => hooks.log("warn", code, undefined),
			debug: () => {},
		},
	};
}

function verifiedEmail(provider: string, profile: unknown): string | null {
	if (provider === "operator" || profile === undefined) return null;
	const person = provider === "github" ? userOfGitHub(profile) : userOfClaims(profile);
	return person.email?.toLowerCase() ?? null;
}
