import { conditional } from "#lib/http/conditional.ts";
import { contentHash } from "#lib/http/content-hash.ts";
import { route } from "#lib/http/route.ts";
import { readSuite } from "#lib/services/run/read-suite.ts";
import { suiteAnswer } from "#lib/services/run/suite-answer.ts";
import { suiteParams, suiteQuerySchema } from "#lib/services/run/suite-query.ts";

/** A suite and its results by model. */
export const GET = route(
	{ actor: "none", params: suiteParams, query: suiteQuerySchema },
	async ({ request, params, query }) => {
		const answer = suiteAnswer(await readSuite(params.slug, query, Date.now()));
		const contentType = "application/json; charset=utf-8";
		return conditional(
			request,
			{ tag: contentHash(answer), caching: "revalidated", contentType },
			() => JSON.stringify(answer),
		);
	},
);
