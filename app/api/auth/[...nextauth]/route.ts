import { z } from "zod";
import { clearedVoterCookie } from "#lib/auth/cleared-voter-cookie.ts";
import { instanceSecret } from "#lib/auth/instance-secret.ts";
import { isHttpsInstance } from "#lib/auth/public-origin.ts";
import { runNextAuth } from "#lib/auth/run-next-auth.ts";
import { log } from "#lib/http/log.ts";
import { type Limit, limitFailures } from "#lib/http/rate-limit.ts";
import { type RouteContext, route } from "#lib/http/route.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { recordSignIn } from "#lib/services/auth/record-sign-in.ts";
import { redeemOperatorCode } from "#lib/services/auth/redeem-operator-code.ts";

const params = z.object({ nextauth: z.array(z.string().max(40)).min(1).max(2) });
const query = z.record(z.string().max(40), z.string().max(4096));
const body = z.record(z.string().max(40), z.string().max(4096));

/** Per network. A code cannot be guessed anyway; this keeps the noise down. */
const WRONG_CODES: Limit = { max: 10, windowSeconds: 900 };

/** What is open of next-auth: its session and token endpoints are of no use here. */
const open = { GET: ["callback", "error", "signin"], POST: ["callback", "signin", "signout"] };

type Context = RouteContext<z.infer<typeof params>, z.infer<typeof query>, Record<string, string>>;

async function answer(method: "GET" | "POST", context: Context): Promise<Response> {
	const { actor, request } = context;
	const path = context.params.nextauth;
	if (!open[method].includes(path[0] ?? ""))
		throw new AppError("not-found", "There is nothing here.", { status: 404 });
	let hasJoined = false;
	const response = await runNextAuth(
		{
			method,
			path,
			// A form's own address adds nothing to what is asked of a provider.
			query: method === "GET" ? context.query : {},
			form: context.body,
			headers: request.headers,
		},
		{
			secret: await instanceSecret(),
			redeemOperatorCode: (code) =>
				limitFailures(`operator-code:${actor.networkHash}`, WRONG_CODES, () =>
					redeemOperatorCode(code.slice(0, 200)),
				),
			async onSignedIn(person) {
				const anonymousVoterId = actor.via === "cookie" ? actor.voterId : null;
				hasJoined = (await recordSignIn({ ...person, anonymousVoterId })) === "joined";
			},
			log(level, code, error) {
				// next-auth's metadata holds profiles and tokens: only what went wrong is logged.
				const reason =
					error instanceof Error ? error : (error as { error?: unknown } | undefined)?.error;
				const message = reason instanceof Error ? reason.message : undefined;
				log()[level]({ requestId: context.requestId, code, reason: message }, "sign-in");
			},
		},
	);
	if (hasJoined) response.headers.append("set-cookie", clearedVoterCookie(isHttpsInstance()));
	return response;
}

export const GET = route({ actor: "none", params, query }, (context) =>
	answer("GET", { ...context, body: {} }),
);
export const POST = route({ actor: "none", params, query, body, form: true }, (context) =>
	answer("POST", context),
);
