import { z } from "zod";
import { formAnswer } from "#lib/http/form-answer.ts";
import { route } from "#lib/http/route.ts";
import { setPairing } from "#lib/services/admin/set-pairing.ts";

const figure = z.string().max(20).optional();

export const POST = route(
	{
		actor: { role: "admin" },
		body: z.strictObject({
			rule: z.string().max(20),
			uniformShare: figure,
			newShare: figure,
			newVotesMax: figure,
		}),
		form: true,
	},
	({ actor, body }) =>
		formAnswer("/admin/models", async () => {
			await setPairing(actor, body);
			return "pairing-set";
		}),
);
