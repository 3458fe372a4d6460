import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { withdrawVote } from "#lib/services/vote/withdraw-vote.ts";

const params = z.object({ code: z.string().max(200) });

/** The button of a receipt's page, which works without script; programs use `DELETE /api/receipts/{code}`. */
export const POST = route(
	{ actor: "optional", keyScope: "battles", params },
	async ({ actor, params }) => {
		await withdrawVote(actor, params.code);
		return new Response(null, {
			status: 303,
			headers: {
				location: `/receipts/${encodeURIComponent(params.code)}`,
				"cache-control": "no-store",
			},
		});
	},
);
