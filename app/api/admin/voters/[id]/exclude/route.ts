import { z } from "zod";
import { formAnswer } from "#lib/http/form-answer.ts";
import { route } from "#lib/http/route.ts";
import { excludeVoter } from "#lib/services/voter/exclude-voter.ts";

export const POST = route(
	{
		actor: { role: "admin" },
		params: z.strictObject({ id: z.uuid() }),
		body: z.strictObject({ reason: z.string().max(1000) }),
		form: true,
	},
	({ actor, params, body }) =>
		formAnswer(`/admin/voters?q=${params.id}`, async () => {
			await excludeVoter(actor, params.id, body.reason);
			return "voter-excluded";
		}),
);
