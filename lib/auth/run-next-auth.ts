import { createHash, randomBytes } from "node:crypto";
import type { NextApiRequest, NextApiResponse } from "next";
import nextAuth from "next-auth";
import { setNextAuthAddress } from "#lib/config/next-auth-address.ts";
import { isHttpsInstance, localPath, publicOrigin } from "./public-origin.ts";
import { type SignInHooks, signInOptions } from "./sign-in-options.ts";

export interface NextAuthRequest {
	method: "GET" | "POST";
	/** `["signin", "github"]` and the like: the path below /api/auth. */
	path: readonly string[];
	query: Record<string, string>;
	/** Fields of the form; of a checked same-origin request. */
	form: Record<string, string>;
	headers: Headers;
}

// next-auth is CommonJS: bundlers hand out its default export, Node the module around it.
type Handler = (
	request: NextApiRequest,
	response: NextApiResponse,
	options: unknown,
) => Promise<void>;
const handler = (
	"default" in nextAuth ? (nextAuth as { default: unknown }).default : nextAuth
) as Handler;

/**
 * Lets next-auth answer one request. Redirects to ourselves become relative, so that signing in
 * works under whatever name the instance was reached. next-auth's own double-submit token is filled
 * in here: the caller has checked the request's origin, which is the stronger test and works for
 * plain forms.
 */
export async function runNextAuth(request: NextAuthRequest, hooks: SignInHooks): Promise<Response> {
	setNextAuthAddress(publicOrigin());
	const token = randomBytes(32).toString("hex");
	const tokenHash = createHash("sha256").update(`${token}${hooks.secret}`).digest("hex");
	const tokenCookie = `${isHttpsInstance() ? "__Host-" : ""}next-auth.csrf-token`;
	const answer = new Answer();
	await handler(
		{
			method: request.method,
			query: { ...request.query, nextauth: [...request.path] },
			body: request.method === "POST" ? { ...request.form, csrfToken: token } : undefined,
			cookies: { ...cookiesOf(request.headers), [tokenCookie]: `${token}|${tokenHash}` },
			headers: Object.fromEntries(request.headers),
		} as unknown as NextApiRequest,
		answer as unknown as NextApiResponse,
		signInOptions(hooks),
	);
	return answer.toResponse();
}

function cookiesOf(headers: Headers): Record<string, string> {
	const pairs = (headers.get("cookie") ?? "").split(";").map((part) => part.trim().split("="));
	return Object.fromEntries(pairs.map(([name = "", ...value]) => [name, decoded(value.join("="))]));
}

function decoded(value: string): string {
	try {
		return decodeURIComponent(value);
	} catch {
		return value;
	}
}

/** As much of Node's response as next-auth writes to. */
class Answer {
	#status = 200;
	#body: string | null = null;
	readonly #headers = new Map<string, string | string[]>();

	status(code: number): this {
		this.#status = code;
		return this;
	}
	getHeader(name: string) {
		return this.#headers.get(name.toLowerCase());
	}
	setHeader(name: string, value: string | string[]): this {
		this.#headers.set(name.toLowerCase(), value);
		return this;
	}
	send(body: unknown): void {
		this.#body =
			body === undefined || typeof body === "string" ? (body ?? null) : JSON.stringify(body);
	}
	json(body: unknown): void {
		this.setHeader("content-type", "application/json");
		this.send(body);
	}
	end(): void {}

	toResponse(): Response {
		const headers = new Headers({ "cache-control": "no-store" });
		for (const [name, value] of this.#headers)
			for (const one of [value].flat()) headers.append(name, one);
		const target = headers.get("location");
		if (target === null) return new Response(this.#body, { status: this.#status, headers });
		const isOwn = target.startsWith("/") || new URL(target).origin === publicOrigin();
		headers.set("location", isOwn ? localPath(target) : target);
		return new Response(null, { status: 303, headers });
	}
}
