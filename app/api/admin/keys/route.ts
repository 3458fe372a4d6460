import { z } from "zod";
import { scopes } from "#lib/auth/actor.ts";
import { newKeyCookie } from "#lib/auth/new-key-cookie.ts";
import { isHttpsInstance } from "#lib/auth/public-origin.ts";
import { formAnswer } from "#lib/http/form-answer.ts";
import { route } from "#lib/http/route.ts";
import { createApiKey } from "#lib/services/auth/create-api-key.ts";

// A form sends one ticked box as text and several as a list; none at all as nothing.
const ticked = z
	.union([z.string(), z.array(z.string())])
	.default([])
	.transform((value) => [value].flat())
	.pipe(z.array(z.enum(scopes)));

/** Makes a key. It travels in a cookie to the page that shows it, so no address ever holds it. */
export const POST = route(
	{
		actor: { role: "admin" },
		body: z.strictObject({ name: z.string().max(200), scope: ticked }),
		form: true,
	},
	async ({ actor, body }) => {
		let key: string | undefined;
		const response = await formAnswer("/admin/keys", async () => {
			({ key } = await createApiKey(actor, { name: body.name, scopes: body.scope }));
			return "key-created";
		});
		if (key !== undefined)
			response.headers.append("set-cookie", newKeyCookie(key, isHttpsInstance()));
		return response;
	},
);
