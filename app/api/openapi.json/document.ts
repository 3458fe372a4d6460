import { z } from "zod";
import { createDocument, type ZodOpenApiPathsObject } from "zod-openapi";
import {
	battleParams,
	castVoteBody,
	optionalSlotBody,
	slotBody,
	startBattleBody,
	takeTurnBody,
	turnParams,
} from "#lib/http/battle-schemas.ts";
import { version } from "#lib/http/version.ts";
import { boardQuerySchema } from "#lib/ranking/board-filter.ts";
import { episodeQuerySchema } from "#lib/services/export/episode-query.ts";
import { exportQuerySchema } from "#lib/services/export/export-query.ts";
import { tableParams, tableQuery } from "#lib/services/ranking/board-tables.ts";
import { correlationQuerySchema } from "#lib/services/ranking/correlation-query.ts";
import { judgesQuerySchema, suiteParams, suiteQuerySchema } from "#lib/services/run/suite-query.ts";
import { bodyOf, error, errors, idempotency, ok } from "./parts.ts";
import { runs } from "./run-paths.ts";

/** A voter's cookie, nobody yet, or an API key with the scope that names what it may do. */
const voters = [{}, { cookie: [] }, { apiKey: ["battles"] }];
const forbidden = { "403": error("The API key lacks the scope `battles`") };

/** Says the same of every operation of these paths: who may call it. */
function forVoters(paths: ZodOpenApiPathsObject): ZodOpenApiPathsObject {
	const operation = <T extends { responses?: object }>(described: T) => ({
		...described,
		security: voters,
		responses: { ...described.responses, ...forbidden },
	});
	return Object.fromEntries(
		Object.entries(paths).map(([path, { get, post, delete: remove }]) => [
			path,
			{
				...(get && { get: operation(get) }),
				...(post && { post: operation(post) }),
				...(remove && { delete: operation(remove) }),
			},
		]),
	);
}

const battles: ZodOpenApiPathsObject = forVoters({
	"/api/battles": {
		post: {
			summary:
				"Start a battle; the first one sets the voter's cookie. Starting it is agreeing to the current text on data (/privacy); consentVersion says which one was read, an older one is refused",
			requestParams: { header: idempotency },
			requestBody: bodyOf(startBattleBody),
			responses: {
				"201": ok("battleId, state, mode, turns; nothing that identifies a model"),
				...errors,
			},
		},
	},
	"/api/battles/{id}": {
		get: {
			summary: "The owner's view, complete enough to redraw the page",
			requestParams: { path: battleParams },
			responses: {
				"200": ok("Turns with both replies, votes, and the models after the reveal"),
				"404": errors["404"],
			},
		},
	},
	"/api/battles/{id}/turns": {
		post: {
			summary: "Take a turn",
			requestParams: { path: battleParams, header: idempotency },
			requestBody: bodyOf(takeTurnBody),
			responses: { "202": ok("turn, streamUrl"), ...errors },
		},
	},
	"/api/battles/{id}/turns/{n}/stream": {
		get: {
			summary: "Follow a turn; numbered events, resumed after Last-Event-ID",
			requestParams: {
				path: turnParams,
				header: z.object({ "last-event-id": z.string().optional() }),
			},
			responses: {
				"200": ok(
					"reply-start {slot}, reply-delta {slot, text, at}, reply-end {slot, state, words, reason?}, turn-end {}. `at` is the offset in UTF-16 units at which the text stands: apply a delta as text.slice(0, at) + delta.",
					"text/event-stream",
				),
				"404": errors["404"],
			},
		},
	},
	"/api/battles/{id}/turns/{n}/stop": {
		post: {
			summary: "Stop one reply or both; what was shown is kept and marked",
			requestParams: { path: turnParams },
			requestBody: bodyOf(optionalSlotBody),
			responses: { "202": ok("turn"), ...errors },
		},
	},
	"/api/battles/{id}/turns/{n}/retry": {
		post: {
			summary: "Generate a failed or interrupted reply of the latest turn again",
			requestParams: { path: turnParams },
			requestBody: bodyOf(slotBody),
			responses: { "202": ok("turn, streamUrl"), ...errors },
		},
	},
	"/api/battles/{id}/share": {
		post: {
			summary: "Show the replay to anybody with the link, or only to its owner again",
			requestParams: { path: battleParams },
			requestBody: bodyOf(z.strictObject({ shared: z.boolean() })),
			responses: { "200": ok("Whether it is shared"), ...errors },
		},
	},
	"/api/battles/{id}/votes": {
		post: {
			summary: "Cast or supersede a vote",
			requestParams: { path: battleParams, header: idempotency },
			requestBody: bodyOf(castVoteBody),
			responses: {
				"201": ok(
					"vote, receipt, and reveal when the battle is decided; sent only after the commit",
				),
				...errors,
			},
		},
	},
	"/api/receipts/{code}": {
		get: {
			summary: "What was recorded, and whether it counts",
			requestParams: { path: z.object({ code: z.string() }) },
			responses: {
				"200": ok("The vote, its earlier versions, and why it does not count if it does not"),
				"404": errors["404"],
			},
		},
		delete: {
			summary: "Withdraw the vote; doing it again changes nothing",
			requestParams: { path: z.object({ code: z.string() }) },
			responses: { "204": { description: "Withdrawn" }, "404": errors["404"] },
		},
	},
});

const reading: ZodOpenApiPathsObject = {
	"/api/leaderboard": {
		get: {
			summary: "The current snapshot of a leaderboard",
			requestParams: { query: boardQuerySchema },
			responses: { "200": ok("snapshot, rows, coefficients; with an ETag"), "422": errors["422"] },
		},
	},
	"/api/leaderboard/snapshots": {
		get: { summary: "History of snapshots", responses: { "200": ok("snapshots") } },
	},
	"/api/leaderboard/snapshots/{id}": {
		get: {
			summary:
				"One snapshot, as it was published; old ones are thinned out to one an hour, then a day",
			requestParams: { path: z.object({ id: z.uuid() }) },
			responses: {
				"200": ok("snapshot, rows, coefficients"),
				"404": errors["404"],
				"410": error("Published, but not kept any more; `detail` names the next that is"),
			},
		},
	},
	"/api/leaderboard/pairs": {
		get: {
			summary: "Counts and win rates by pair",
			requestParams: { query: boardQuerySchema },
			responses: { "200": ok("pairs"), "422": errors["422"] },
		},
	},
	"/api/leaderboard/differences": {
		get: {
			summary: "How much better each model is than each other, with 95 % intervals",
			requestParams: { query: boardQuerySchema },
			responses: { "200": ok("differences"), "422": errors["422"] },
		},
	},
	"/api/leaderboard/covariance": {
		get: {
			summary: "The full covariance of the ratings, in points squared, to test any difference",
			requestParams: { query: boardQuerySchema },
			responses: { "200": ok("order, covariance, multipliers"), "404": errors["404"] },
		},
	},
	"/api/leaderboard/criticism": {
		get: {
			summary: "What speaks against the ratings or would overturn them",
			requestParams: { query: boardQuerySchema },
			responses: { "200": ok("criticism, or null while it is not made"), "422": errors["422"] },
		},
	},
	"/api/leaderboard/tables/{name}": {
		get: {
			summary:
				"What the ranking pages draw, as CSV: differences of all pairs, effects of style, possible places, residuals, circles, calibration, tie models, influence of single voters",
			requestParams: { path: tableParams, query: tableQuery },
			responses: { "200": ok("A head line and rows", "text/csv"), "422": errors["422"] },
		},
	},
	"/api/models": {
		get: { summary: "Public facts and states of the models", responses: { "200": ok("models") } },
	},
	"/api/models/{slug}": {
		get: {
			summary: "One model",
			requestParams: { path: z.object({ slug: z.string() }) },
			responses: { "200": ok("model"), "404": errors["404"] },
		},
	},
	"/api/leaderboard/correlation": {
		get: {
			summary: "Rank correlation of two leaderboards, such as people's and programs' of a suite",
			requestParams: { query: correlationQuerySchema },
			responses: {
				"200": ok("models in common, spearman or null, disagreements"),
				"422": errors["422"],
				"429": errors["429"],
			},
		},
	},
	"/api/suites": {
		get: {
			summary: "The suites of scenarios, and how much of each was played",
			responses: { "200": ok("suites") },
		},
	},
	"/api/suites/{slug}": {
		get: {
			summary: "One suite and its results by model, never mixing versions of simulated users",
			requestParams: { path: suiteParams, query: suiteQuerySchema },
			responses: { "200": ok("suite, users, models, pair"), "404": errors["404"] },
		},
	},
	"/api/judges": {
		get: {
			summary: "Audit of every juror and lens: bias of place and length, agreement with people",
			requestParams: { query: judgesQuerySchema },
			responses: { "200": ok("judges"), "422": errors["422"] },
		},
	},
	"/api/exports/battles": {
		get: {
			summary: "Battles and votes as rows, ordered by time and id, streamed",
			requestParams: { query: exportQuerySchema },
			responses: { "200": ok("JSONL or CSV", "application/x-ndjson"), "422": errors["422"] },
		},
	},
	"/api/exports/episodes": {
		get: {
			summary:
				"Simulated conversations as rows for training, ordered by time and id, streamed; `limit` and `after` count and name conversations or pairs. `boardSeeds=show` needs the scope `runs`",
			requestParams: { query: episodeQuerySchema },
			responses: {
				"200": ok("JSONL or CSV", "application/x-ndjson"),
				"403": error("Board seeds are private"),
				"422": errors["422"],
				"429": errors["429"],
			},
		},
	},
	"/api/conversations/{slug}/trace": {
		get: {
			summary:
				"Full trace of a simulated conversation, or of a shared or own battle after the reveal; `slug` is that of its replay",
			requestParams: { path: z.object({ slug: z.string() }) },
			responses: { "200": ok("Calls, events, messages and votes"), "404": errors["404"] },
		},
	},
};

const operating: ZodOpenApiPathsObject = {
	"/api/rankings/refresh": {
		post: {
			summary: "Refit what is stale",
			security: [{ cronSecret: [] }],
			responses: { "202": ok("What was refitted"), "401": error("Wrong or missing secret") },
		},
	},
	"/api/health": { get: { summary: "Liveness", responses: { "200": ok("status, version") } } },
	"/api/ready": {
		get: { summary: "Readiness", responses: { "200": ok("ready"), "503": ok("What is missing") } },
	},
	"/metrics": {
		get: {
			summary: "Prometheus text; figures of calls and money only with the metrics secret",
			security: [{}, { metricsSecret: [] }],
			responses: { "200": ok("Metrics", "text/plain"), "401": error("Wrong secret") },
		},
	},
};

/** The OpenAPI document, from the schemas that the routes themselves parse with. */
export function openApiDocument() {
	return createDocument({
		openapi: "3.1.0",
		info: {
			title: "Parley",
			version,
			description: "Blind side-by-side battles of language models, votes, ratings and data.",
		},
		paths: { ...battles, ...reading, ...runs, ...operating },
		components: {
			securitySchemes: {
				cookie: { type: "apiKey", in: "cookie", name: "parley_voter" },
				apiKey: {
					type: "http",
					scheme: "bearer",
					description:
						"Made by an admin, with scopes: `battles` to hold battles and vote, `runs` to launch runs, `admin` for all",
				},
				cronSecret: { type: "http", scheme: "bearer" },
				metricsSecret: { type: "http", scheme: "bearer" },
			},
		},
	});
}
