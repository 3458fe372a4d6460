import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { instanceSecret } from "#lib/auth/instance-secret.ts";
import { resolveActor } from "#lib/auth/resolve-actor.ts";
import { signVoter, VOTER_COOKIE } from "#lib/auth/voter-cookie.ts";
import { overrideConfig } from "#lib/config/config.ts";
import { pool } from "#lib/db/pool.ts";
import { createOperatorCode } from "#lib/services/auth/create-operator-code.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { type Claims, type OpenIdIssuer, startOpenIdIssuer } from "#lib/testing/openid-issuer.ts";
import { modelOf, newVote, newVoter } from "#lib/testing/vote-factory.ts";
import { GET, POST } from "./[...nextauth]/route.ts";
import { POST as forget } from "./forget/route.ts";

testDatabase();

const ORIGIN = "http://localhost:3000";

/** A browser's memory: keeps what Set-Cookie says. */
class Jar {
	readonly cookies = new Map<string, string>();
	header(): string {
		return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
	}
	keep(response: Response): Response {
		for (const line of response.headers.getSetCookie()) {
			const [pair = "", ...attributes] = line.split(";");
			const at = pair.indexOf("=");
			const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
			const isGone =
				value === "" || attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute));
			if (isGone) this.cookies.delete(name);
			else this.cookies.set(name, value);
		}
		return response;
	}
	actor = () => resolveActor(new Headers({ cookie: this.header() }));
}

const context = (path: string) => ({
	params: Promise.resolve({ nextauth: path.split("?")[0]?.split("/") }),
});

async function post(
	jar: Jar,
	path: string,
	form: Record<string, string>,
	headers: Record<string, string> = {},
) {
	const request = new Request(`${ORIGIN}/api/auth/${path}`, {
		method: "POST",
		body: new URLSearchParams(form),
		headers: { cookie: jar.header(), origin: ORIGIN, host: "localhost:3000", ...headers },
	});
	return jar.keep(await POST(request, context(path)));
}

async function get(jar: Jar, path: string, query: Record<string, string> = {}) {
	const request = new Request(`${ORIGIN}/api/auth/${path}?${new URLSearchParams(query)}`, {
		headers: { cookie: jar.header() },
	});
	return jar.keep(await GET(request, context(path)));
}

async function jarOf(voterId: string): Promise<Jar> {
	const jar = new Jar();
	jar.cookies.set(VOTER_COOKIE, signVoter(voterId, Date.now(), await instanceSecret()));
	return jar;
}

const enter = (jar: Jar, code: string, callbackUrl = "/admin") =>
	post(jar, "callback/operator", { code, callbackUrl });

beforeEach(async () => {
	await pool().query(
		"TRUNCATE users, accounts, voters, judgements, battles, outbox, rate_limits CASCADE",
	);
});

describe("the operator's code", () => {
	test("signs in as admin; the session ends with sign-out", async () => {
		const jar = new Jar();
		const { code } = await createOperatorCode();
		const response = await enter(jar, code);
		expect([response.status, response.headers.get("location")]).toEqual([303, "/admin"]);
		const [cookie = ""] = response.headers
			.getSetCookie()
			.filter((line) => line.startsWith("parley_session"));
		expect(cookie).toMatch(/HttpOnly/i);
		expect(cookie).toMatch(/SameSite=Lax/i);
		expect(await jar.actor()).toMatchObject({ userId: "operator", role: "admin", via: "session" });
		expect((await post(jar, "signout", { callbackUrl: "/" })).headers.get("location")).toBe("/");
		expect(await jar.actor()).toMatchObject({ userId: null, via: "none" });
	});

	test("a revoked role is gone at the next request, a deleted account too", async () => {
		const jar = new Jar();
		await enter(jar, (await createOperatorCode()).code);
		await pool().query("UPDATE users SET role = 'voter'");
		expect(await jar.actor()).toMatchObject({ role: "voter", via: "session" });
		await pool().query("DELETE FROM users");
		expect(await jar.actor()).toMatchObject({ userId: null, via: "none" });
	});

	test("a wrong one leads back to the page, without a session; the eleventh is refused", async () => {
		const jar = new Jar();
		const wrong = await enter(jar, "AAAAA-AAAAA-AAAAA-AAAAA");
		expect(wrong.headers.get("location")).toContain("error=CredentialsSignin");
		for (let i = 0; i < 9; i++) await enter(jar, "no");
		const { code } = await createOperatorCode();
		expect((await enter(jar, code)).headers.get("location")).toContain("error=rate-limited");
		expect(await jar.actor()).toMatchObject({ via: "none" });
		await pool().query("TRUNCATE rate_limits");
		expect((await enter(jar, code)).headers.get("location")).toBe("/admin");
	});

	test.each([
		"https://evil.example/",
		"//evil.example",
		"/\\evil.example",
		"javascript:alert(1)",
		"not a url:",
	])("never leads to %s", async (target) => {
		const response = await enter(new Jar(), (await createOperatorCode()).code, target);
		const location = response.headers.get("location") ?? "";
		expect(new URL(location, ORIGIN).origin).toBe(ORIGIN);
	});

	test("another site's form is refused, and so are next-auth's other doors", async () => {
		const { code } = await createOperatorCode();
		const jar = new Jar();
		const foreign = await post(
			jar,
			"callback/operator",
			{ code },
			{ origin: "https://evil.example" },
		);
		expect(foreign.status).toBe(403);
		for (const path of ["session", "csrf", "providers", "verify-request", "_log"])
			expect((await get(jar, path)).status).toBe(404);
		expect(jar.cookies.size).toBe(0);
		expect((await enter(jar, code)).status).toBe(303);
	});

	test("forged and foreign session cookies count as none", async () => {
		const jar = new Jar();
		await enter(jar, (await createOperatorCode()).code);
		const [[name, value] = ["", ""]] = [...jar.cookies].filter(([key]) => key === "parley_session");
		for (const forged of [`${value}x`, value.slice(0, -3), "operator", "", "a.b.c.d.e"]) {
			jar.cookies.set(name, forged);
			expect(await jar.actor()).toMatchObject({ userId: null, role: "voter" });
		}
		// A session is no bearer token.
		await expect(
			resolveActor(new Headers({ authorization: `Bearer ${value}` })),
		).rejects.toMatchObject({ status: 401 });
	});
});

describe("an OpenID Connect provider", () => {
	let issuer: OpenIdIssuer;
	beforeAll(async () => {
		issuer = await startOpenIdIssuer("parley-client", "client-secret");
		overrideConfig({
			AUTH_OIDC_ISSUER: issuer.issuer,
			AUTH_OIDC_ID: "parley-client",
			AUTH_OIDC_SECRET: "client-secret",
			PARLEY_ADMIN_EMAILS: "chief@example.org, other@example.org",
		});
	});
	afterAll(() => issuer.stop());

	async function signIn(jar: Jar, claims: Claims): Promise<Response> {
		const asked = await post(jar, "signin/oidc", { callbackUrl: "/leaderboard" });
		const query = issuer.approve(asked.headers.get("location") ?? "", claims);
		return get(jar, "callback/oidc", query);
	}

	test("signs in, and the same person again", async () => {
		const jar = new Jar();
		const response = await signIn(jar, {
			sub: "p1",
			name: "Person",
			email: "p@example.org",
			email_verified: true,
		});
		expect(response.headers.get("location")).toBe("/leaderboard");
		const first = await jar.actor();
		expect(first).toMatchObject({ role: "voter", via: "session" });
		const other = new Jar();
		await signIn(other, { sub: "p1" });
		expect((await other.actor()).userId).toBe(first.userId);
		const { rows } = await pool().query("SELECT to_jsonb(a) AS account FROM accounts a");
		expect(rows).toHaveLength(1);
		expect(rows[0].account).toMatchObject({
			access_token: null,
			id_token: null,
			refresh_token: null,
		});
	});

	test("a listed address makes an admin only when it is verified", async () => {
		const fake = new Jar();
		await signIn(fake, { sub: "fake", email: "chief@example.org", email_verified: false });
		expect(await fake.actor()).toMatchObject({ role: "voter" });
		const chief = new Jar();
		await signIn(chief, { sub: "chief", email: "Chief@Example.org", email_verified: true });
		expect(await chief.actor()).toMatchObject({ role: "admin" });
		const { rows } = await pool().query("SELECT email FROM users WHERE email IS NOT NULL");
		expect(rows).toEqual([{ email: "chief@example.org" }]);
	});

	test("another account's address does not open it", async () => {
		await signIn(new Jar(), { sub: "owner", email: "same@example.org", email_verified: true });
		const jar = new Jar();
		const response = await signIn(jar, {
			sub: "thief",
			email: "same@example.org",
			email_verified: true,
		});
		expect(response.headers.get("location")).toContain("error=OAuthAccountNotLinked");
		expect(await jar.actor()).toMatchObject({ via: "none" });
	});

	test("the callback needs the state and the verifier of the same browser", async () => {
		const jar = new Jar();
		const asked = await post(jar, "signin/oidc", {});
		const query = issuer.approve(asked.headers.get("location") ?? "", { sub: "p9" });
		expect((await get(new Jar(), "callback/oidc", query)).headers.get("location")).toContain(
			"error=OAuthCallback",
		);
		const swapped = await get(jar, "callback/oidc", { ...query, state: "other" });
		expect(swapped.headers.get("location")).toContain("error=OAuthCallback");
		expect(await jar.actor()).toMatchObject({ via: "none" });
	});

	test("the anonymous voter joins the account, keeps its votes, and its cookie is worth nothing more", async () => {
		const voterId = await newVoter();
		const [a, b] = [await modelOf("one"), await modelOf("two")];
		await newVote({ a, b, outcome: "a", voterId });
		const jar = await jarOf(voterId);
		const planted = await jarOf(voterId);
		expect(await jar.actor()).toMatchObject({ voterId, via: "cookie" });
		await signIn(jar, { sub: "joiner" });
		expect(jar.cookies.has(VOTER_COOKIE)).toBe(false);
		expect(await jar.actor()).toMatchObject({ voterId, via: "session" });
		expect(await planted.actor()).toMatchObject({ voterId: null, via: "none" });
		const { rows } = await pool().query(
			"SELECT count(*) AS n FROM judgements WHERE voter_id = $1",
			[voterId],
		);
		expect(rows[0].n).toBe(1);
		// On another device the account's voter is found again; that device's own voter stays apart.
		const elsewhere = await newVoter();
		const second = await jarOf(elsewhere);
		await signIn(second, { sub: "joiner" });
		expect(await second.actor()).toMatchObject({ voterId });
		await post(second, "signout", {});
		expect(await second.actor()).toMatchObject({ voterId: elsewhere, via: "cookie" });
	});

	test("forgetting the account withdraws its votes and leaves no way to its voter", async () => {
		const voterId = await newVoter();
		const [a, b] = [await modelOf("one"), await modelOf("two")];
		await newVote({ a, b, outcome: "a", voterId });
		const jar = await jarOf(voterId);
		const planted = await jarOf(voterId);
		await signIn(jar, { sub: "leaver", email: "leaver@example.org", email_verified: true });
		const request = (form: Record<string, string>) =>
			new Request(`${ORIGIN}/api/auth/forget`, {
				method: "POST",
				body: new URLSearchParams(form),
				headers: { cookie: jar.header(), origin: ORIGIN, host: "localhost:3000" },
			});
		const nothing = { params: Promise.resolve({}) };
		expect((await forget(request({}), nothing)).status).toBe(422);
		const response = jar.keep(await forget(request({ confirm: "yes" }), nothing));
		expect(response.headers.get("location")).toBe("/privacy?done=account-deleted");
		expect(await jar.actor()).toMatchObject({ via: "none" });
		expect(await planted.actor()).toMatchObject({ voterId: null });
		const { rows } = await pool().query(
			"SELECT withdrawn_at IS NOT NULL AS withdrawn FROM judgements WHERE voter_id = $1",
			[voterId],
		);
		expect(rows).toEqual([{ withdrawn: true }]);
		expect((await pool().query("SELECT 1 FROM users")).rowCount).toBe(0);
		expect(
			(await pool().query("SELECT 1 FROM outbox WHERE payload->>'voterId' = $1", [voterId]))
				.rowCount,
		).toBe(1);
	});
});

test("over https the session cookie is Secure and bound to the host", async () => {
	overrideConfig({ PARLEY_PUBLIC_URL: "https://arena.example.org" });
	try {
		const jar = new Jar();
		const { code } = await createOperatorCode();
		const request = new Request("https://arena.example.org/api/auth/callback/operator", {
			method: "POST",
			body: new URLSearchParams({ code, callbackUrl: "/admin" }),
			headers: { origin: "https://arena.example.org", host: "127.0.0.1:3000" },
		});
		const response = jar.keep(await POST(request, context("callback/operator")));
		expect(response.headers.get("location")).toBe("/admin");
		const [cookie = ""] = response.headers
			.getSetCookie()
			.filter((line) => line.startsWith("__Host-parley_session="));
		expect(cookie).toMatch(/; Secure/i);
		expect(cookie).not.toMatch(/Domain=/i);
		expect(await jar.actor()).toMatchObject({ role: "admin" });
	} finally {
		overrideConfig({ PARLEY_PUBLIC_URL: undefined });
	}
});
