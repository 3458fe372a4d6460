import { z } from "zod";
import { isHttpsInstance } from "#lib/auth/public-origin.ts";
import { sessionCookie } from "#lib/auth/session-cookie.ts";
import { formAnswer } from "#lib/http/form-answer.ts";
import { route } from "#lib/http/route.ts";
import { forgetAccount } from "#lib/services/voter/forget-account.ts";

/** Deletes the signed-in account and withdraws its votes. */
export const POST = route(
	{ actor: "optional", body: z.strictObject({ confirm: z.literal("yes") }), form: true },
	async ({ actor }) => {
		let isGone = false;
		const response = await formAnswer("/privacy", async () => {
			await forgetAccount(actor);
			isGone = true;
			return "account-deleted";
		});
		if (isGone)
			response.headers.append(
				"set-cookie",
				`${sessionCookie().name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${isHttpsInstance() ? "; Secure" : ""}`,
			);
		return response;
	},
);
