import { z } from "zod";
import { formAnswer } from "#lib/http/form-answer.ts";
import { route } from "#lib/http/route.ts";
import { revokeApiKey } from "#lib/services/auth/revoke-api-key.ts";

export const POST = route(
	{
		actor: { role: "admin" },
		params: z.strictObject({ id: z.uuid() }),
		body: z.strictObject({}),
		form: true,
	},
	({ actor, params }) =>
		formAnswer("/admin/keys", async () => {
			await revokeApiKey(actor, params.id);
			return "key-revoked";
		}),
);
