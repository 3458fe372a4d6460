import { z } from "zod";
import { instanceSecret } from "#lib/auth/instance-secret.ts";
import { signVoter, voterSetCookie } from "#lib/auth/voter-cookie.ts";
import { seeOther } from "#lib/http/form-answer.ts";
import { isHttps } from "#lib/http/is-https.ts";
import { route } from "#lib/http/route.ts";
import { isAppError } from "#lib/kernel/app-error.ts";
import { drawPair } from "#lib/services/vote/draw-pair.ts";

/** The form that draws a pair to judge; the first one also makes the voter and sets the cookie. */
export const POST = route(
	{
		actor: "optional",
		keyScope: "battles",
		body: z.strictObject({ suite: z.string().max(80).default("") }),
		form: true,
	},
	async ({ actor, body, request }) => {
		try {
			const { sealed, voterId } = await drawPair(actor, body.suite === "" ? null : body.suite);
			const response = seeOther(`/judge?pair=${sealed}`);
			if (actor.voterId === null && actor.userId === null) {
				const cookie = signVoter(voterId, Date.now(), await instanceSecret());
				response.headers.append("set-cookie", voterSetCookie(cookie, isHttps(request)));
			}
			return response;
		} catch (error) {
			if (!isAppError(error) || error.status >= 500) throw error;
			return seeOther(`/judge?problem=${error.code}`);
		}
	},
);
