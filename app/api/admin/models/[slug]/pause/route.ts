import { z } from "zod";
import { formAnswer } from "#lib/http/form-answer.ts";
import { route } from "#lib/http/route.ts";
import { pauseModel } from "#lib/services/admin/set-model-state.ts";

export const POST = route(
	{
		actor: { role: "admin" },
		params: z.strictObject({ slug: z.string().max(200) }),
		body: z.strictObject({ reason: z.string().max(500).default("") }),
		form: true,
	},
	({ actor, params, body }) =>
		formAnswer("/admin/models", async () => {
			await pauseModel(actor, params.slug, body.reason);
			return "model-paused";
		}),
);
