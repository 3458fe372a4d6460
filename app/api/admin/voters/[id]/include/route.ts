import { z } from "zod";
import { formAnswer } from "#lib/http/form-answer.ts";
import { route } from "#lib/http/route.ts";
import { includeVoter } from "#lib/services/voter/exclude-voter.ts";

export const POST = route(
	{
		actor: { role: "admin" },
		params: z.strictObject({ id: z.uuid() }),
		body: z.strictObject({}),
		form: true,
	},
	({ actor, params }) =>
		formAnswer(`/admin/voters?q=${params.id}`, async () => {
			await includeVoter(actor, params.id);
			return "voter-included";
		}),
);
