import type { z } from "zod";
import { type Actor, hasRole, type Role, requestOwner, type Scope } from "#lib/auth/actor.ts";
import { resolveActor } from "#lib/auth/resolve-actor.ts";
import { config } from "#lib/config/config.ts";
import { isDatabaseAway } from "#lib/db/is-away.ts";
import { AppError, isAppError } from "#lib/kernel/app-error.ts";
import { uuidV7 } from "#lib/kernel/ids.ts";
import { once, requestHash } from "./idempotency.ts";
import { log } from "./log.ts";
import { inputError, problem } from "./problem.ts";
import { parseForm, parseJson, readBody } from "./read-body.ts";
import { assertSameOrigin } from "./same-origin.ts";

/** Who may call a route. `optional` is anybody; `voter` needs one made by an earlier battle. */
export type Access = "none" | "optional" | "voter" | { role: Role } | { scope: Scope };

interface Spec<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
	actor: Access;
	/** What an API key needs besides; people don't. */
	keyScope?: Scope;
	params?: P;
	query?: Q;
	body?: B;
	/** The body is a form; the answer is usually a redirect. */
	form?: boolean;
	/** The body is taken as the text it is, such as YAML. */
	text?: boolean;
	/** Adds to an answer that is given again what is never kept, such as a cookie. */
	replayed?: (again: Replayed) => Promise<void>;
}

export interface Replayed {
	actor: Actor;
	request: Request;
	requestKey: string;
	response: Response;
}

export interface RouteContext<P, Q, B> {
	actor: Actor;
	params: P;
	query: Q;
	body: B;
	request: Request;
	requestId: string;
	/** The Idempotency-Key of a POST, for work that must not be done twice even if its answer was lost. */
	requestKey: string | null;
}

type NextContext = { params: Promise<Record<string, string | string[] | undefined>> };

/**
 * Makes a route handler: request id, origin check, actor, limits, parsing, idempotency, and one
 * mapping of errors. The handler sees parsed input only.
 */
export function route<
	P extends z.ZodType = z.ZodType<undefined>,
	Q extends z.ZodType = z.ZodType<undefined>,
	B extends z.ZodType = z.ZodType<undefined>,
>(
	spec: Spec<P, Q, B>,
	handle: (context: RouteContext<z.infer<P>, z.infer<Q>, z.infer<B>>) => Promise<Response>,
): (request: Request, context: NextContext) => Promise<Response> {
	return async (request, context) => {
		const requestId = request.headers.get("x-request-id") ?? uuidV7(Date.now());
		try {
			const changes = request.method !== "GET" && request.method !== "HEAD";
			if (changes) assertSameOrigin(request);
			const actor = await resolveActor(request.headers);
			assertAccess(actor, spec.actor);
			assertKeyScope(actor, spec.keyScope);
			const params = parsed(spec.params, await context.params, "path");
			const url = new URL(request.url);
			const query = parsed(spec.query, Object.fromEntries(url.searchParams), "query");
			const text = changes ? await readBody(request, config().PARLEY_BODY_BYTES_MAX) : "";
			const key = request.method === "POST" ? request.headers.get("idempotency-key") : null;
			const run = async () => {
				const raw = spec.body === undefined ? undefined : readAs(spec, text);
				const body = parsed(spec.body, raw, "body");
				return handle({ actor, params, query, body, request, requestId, requestKey: key });
			};
			const response =
				key === null
					? await run()
					: await once(
							requestOwner(actor),
							key,
							requestHash(request.method, url.pathname, text),
							run,
						);
			if (key !== null && response.headers.has("idempotency-replayed"))
				await spec.replayed?.({ actor, request, requestKey: key, response });
			response.headers.set("x-request-id", requestId);
			return response;
		} catch (error) {
			if (!isAppError(error) || error.status >= 500)
				log().error(
					{ requestId, path: new URL(request.url).pathname, err: error },
					"request failed",
				);
			return problem(isDatabaseAway(error) ? databaseAway(error) : error, requestId);
		}
	};
}

function readAs(spec: { form?: boolean; text?: boolean }, text: string): unknown {
	if (spec.text) return text;
	return spec.form ? parseForm(text) : parseJson(text);
}

const databaseAway = (cause: unknown): AppError =>
	new AppError(
		"database-unavailable",
		"The arena's database does not answer right now. Try again in a moment; under the same Idempotency-Key nothing is done twice.",
		{ status: 503, cause, data: { retryAfterSeconds: 2 } },
	);

function parsed<S extends z.ZodType>(
	schema: S | undefined,
	value: unknown,
	where: string,
): z.infer<S> {
	if (schema === undefined) return undefined as z.infer<S>;
	const result = schema.safeParse(value);
	if (!result.success) throw inputError(result.error, where);
	return result.data;
}

function assertAccess(actor: Actor, access: Access): void {
	if (access === "none" || access === "optional") return;
	if (access === "voter") {
		if (actor.voterId === null)
			throw new AppError(
				"no-voter",
				"There is no voter for this request: the cookie is missing, wrong or expired. Start a battle first.",
				{ status: 401 },
			);
		return;
	}
	const allowed =
		"role" in access
			? hasRole(actor, access.role)
			: actor.via === "api-key"
				? keyHas(actor, access.scope)
				: hasRole(actor, "researcher");
	if (allowed) return;
	// An operator's page does not exist for anybody else.
	if ("role" in access && access.role === "admin")
		throw new AppError("not-found", "There is nothing here.", { status: 404 });
	throw new AppError(
		actor.via === "none" ? "not-signed-in" : "forbidden",
		"role" in access ? `This needs the role ${access.role}.` : scopeNeeded(access.scope),
		{ status: actor.via === "none" ? 401 : 403 },
	);
}

/** A key made for one thing does no other: what it costs and what its votes count for was not meant. */
function assertKeyScope(actor: Actor, scope: Scope | undefined): void {
	if (scope === undefined || actor.via !== "api-key" || keyHas(actor, scope)) return;
	throw new AppError("forbidden", scopeNeeded(scope), { status: 403 });
}

const keyHas = (actor: Actor, scope: Scope): boolean =>
	actor.scopes.includes(scope) || actor.scopes.includes("admin");

const scopeNeeded = (scope: Scope): string => `This needs an API key with the scope ${scope}.`;
