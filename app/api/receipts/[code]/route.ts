import { z } from "zod";
import { empty, json } from "#lib/http/respond.ts";
import { route } from "#lib/http/route.ts";
import { findReceipt } from "#lib/services/vote/find-receipt.ts";
import { withdrawVote } from "#lib/services/vote/withdraw-vote.ts";

const params = z.object({ code: z.string() });

export const GET = route(
	{ actor: "optional", keyScope: "battles", params },
	async ({ actor, params }) => json(200, await findReceipt(actor, params.code)),
);

export const DELETE = route(
	{ actor: "optional", keyScope: "battles", params },
	async ({ actor, params }) => {
		await withdrawVote(actor, params.code);
		return empty(204);
	},
);
