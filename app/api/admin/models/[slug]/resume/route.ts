import { z } from "zod";
import { formAnswer } from "#lib/http/form-answer.ts";
import { route } from "#lib/http/route.ts";
import { resumeModel } from "#lib/services/admin/set-model-state.ts";

export const POST = route(
	{
		actor: { role: "admin" },
		params: z.strictObject({ slug: z.string().max(200) }),
		body: z.strictObject({}),
		form: true,
	},
	({ actor, params }) =>
		formAnswer("/admin/models", async () => {
			await resumeModel(actor, params.slug);
			return "model-resumed";
		}),
);
