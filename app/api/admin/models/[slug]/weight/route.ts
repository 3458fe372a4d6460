import { z } from "zod";
import { formAnswer } from "#lib/http/form-answer.ts";
import { route } from "#lib/http/route.ts";
import { setModelWeight } from "#lib/services/admin/set-model-weight.ts";

export const POST = route(
	{
		actor: { role: "admin" },
		params: z.strictObject({ slug: z.string().max(200) }),
		body: z.strictObject({ weight: z.string().trim().max(20) }),
		form: true,
	},
	({ actor, params, body }) =>
		formAnswer("/admin/models", async () => {
			await setModelWeight(actor, params.slug, body.weight === "" ? null : Number(body.weight));
			return "weight-set";
		}),
);
