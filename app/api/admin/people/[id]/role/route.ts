import { z } from "zod";
import { roles } from "#lib/auth/actor.ts";
import { formAnswer } from "#lib/http/form-answer.ts";
import { route } from "#lib/http/route.ts";
import { setRole } from "#lib/services/auth/set-role.ts";

export const POST = route(
	{
		actor: { role: "admin" },
		params: z.strictObject({ id: z.string().max(100) }),
		body: z.strictObject({ role: z.enum(roles) }),
		form: true,
	},
	({ actor, params, body }) =>
		formAnswer("/admin/people", async () => {
			await setRole(actor, params.id, body.role);
			return "role-set";
		}),
);
