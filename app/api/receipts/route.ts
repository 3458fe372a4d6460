import { z } from "zod";
import { formAnswer } from "#lib/http/form-answer.ts";
import { route } from "#lib/http/route.ts";
import { withdrawVote } from "#lib/services/vote/withdraw-vote.ts";

/** The form on the privacy page: withdraws the vote of a receipt, as DELETE on the receipt does. */
export const POST = route(
	{
		actor: "optional",
		keyScope: "battles",
		body: z.strictObject({ receipt: z.string().trim().max(200) }),
		form: true,
	},
	({ actor, body }) =>
		formAnswer("/privacy", async () => {
			await withdrawVote(actor, body.receipt);
			return "vote-withdrawn";
		}),
);
