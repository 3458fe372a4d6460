import { conditional } from "#lib/http/conditional.ts";
import { contentHash } from "#lib/http/content-hash.ts";
import { route } from "#lib/http/route.ts";
import { listSuites } from "#lib/services/run/list-suites.ts";
import { suitesAnswer } from "#lib/services/run/suite-answer.ts";

/** The suites, and how much of each was played. */
export const GET = route({ actor: "none" }, async ({ request }) => {
	const answer = suitesAnswer(await listSuites());
	const contentType = "application/json; charset=utf-8";
	return conditional(
		request,
		{ tag: contentHash(answer), caching: "revalidated", contentType },
		() => JSON.stringify(answer),
	);
});
