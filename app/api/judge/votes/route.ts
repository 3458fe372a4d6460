import { z } from "zod";
import { formAnswer } from "#lib/http/form-answer.ts";
import { enforceVoteLimit } from "#lib/http/rate-limit.ts";
import { route } from "#lib/http/route.ts";
import { castPairVote } from "#lib/services/vote/judge-pair.ts";

/** The form of a vote on a pair; goes back to the pair, which then tells who they were. */
export const POST = route(
	{
		actor: "optional",
		keyScope: "battles",
		body: z.strictObject({
			pair: z.string().max(1000),
			choice: z.enum(["left", "right", "tie", "both_bad"]),
			comment: z.string().trim().max(2000).default(""),
		}),
		form: true,
	},
	({ actor, body: { pair, choice, comment }, requestKey }) =>
		formAnswer(`/judge?pair=${encodeURIComponent(pair)}`, async () => {
			if (actor.voterId !== null) await enforceVoteLimit(actor.voterId);
			const vote = { choice, ...(comment === "" ? {} : { comment }) };
			return (await castPairVote(actor, pair, vote, requestKey)).result;
		}),
);
