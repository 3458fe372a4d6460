import { z } from "zod";
import { formAnswer } from "#lib/http/form-answer.ts";
import { route } from "#lib/http/route.ts";
import { runConformance } from "#lib/services/admin/conformance.ts";

export const POST = route(
	{
		actor: { role: "admin" },
		params: z.strictObject({ slug: z.string().max(200) }),
		body: z.strictObject({}),
		form: true,
	},
	({ actor, params }) =>
		formAnswer(`/admin/models?open=${encodeURIComponent(params.slug)}`, async () => {
			await runConformance(actor, params.slug);
			return "model-tested";
		}),
);
