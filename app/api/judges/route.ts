import { conditional } from "#lib/http/conditional.ts";
import { contentHash } from "#lib/http/content-hash.ts";
import { route } from "#lib/http/route.ts";
import { readJudges } from "#lib/services/judging/read-judges.ts";
import { judgesQuerySchema } from "#lib/services/run/suite-query.ts";

/** The audit of every juror and lens. */
export const GET = route(
	{ actor: "none", query: judgesQuerySchema },
	async ({ request, query: { suite } }) => {
		const answer = { suite: suite ?? null, judges: await readJudges(suite ?? null, Date.now()) };
		const contentType = "application/json; charset=utf-8";
		return conditional(
			request,
			{ tag: contentHash(answer), caching: "revalidated", contentType },
			() => JSON.stringify(answer),
		);
	},
);
