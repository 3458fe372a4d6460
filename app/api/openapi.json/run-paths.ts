import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import {
	episodeParams,
	episodesQuery,
	forkBody,
	launchQuery,
	pairBody,
	runParams,
	runsQuery,
	sayBody,
	takeSeatBody,
} from "#lib/http/run-schemas.ts";
import { runConfigSchema } from "#lib/simulation/run-config.ts";
import { bodyOf, error, errors, idempotency, ok } from "./parts.ts";

const researchers = [{ cookie: [] }, { apiKey: ["runs"] }];
const refused = {
	"401": error("Not signed in"),
	"403": error("Neither the role researcher nor the scope `runs`"),
};
const runBody = {
	content: {
		"application/yaml": { schema: z.string() },
		"application/json": { schema: runConfigSchema },
	},
};
const runInvalid = error(
	"`run-invalid`: `data.problems` lists every problem with its line and what to do",
);

const changed = (summary: string) => ({
	post: {
		summary,
		security: researchers,
		requestParams: { path: runParams },
		responses: { "200": ok("The run's progress"), ...refused, ...errors },
	},
});

/** Simulated runs. `id` is a run's id or slug; reading is for whoever has it, as with replays. */
export const runs: ZodOpenApiPathsObject = {
	"/api/runs": {
		get: {
			summary: "Runs, newest first",
			security: researchers,
			requestParams: { query: runsQuery },
			responses: { "200": ok("runs"), ...refused, "422": errors["422"] },
		},
		post: {
			summary: "Launch a run from YAML or JSON; dryRun plays only the first conversations",
			security: researchers,
			requestParams: { query: launchQuery, header: idempotency },
			requestBody: runBody,
			responses: {
				"201": ok("id, slug, name, episodes, estimate, pagePath, eventsUrl"),
				...refused,
				"422": runInvalid,
			},
		},
	},
	"/api/runs/preview": {
		post: {
			summary: "What a run would play and is expected to take; nothing is launched",
			security: researchers,
			requestParams: { query: launchQuery },
			requestBody: runBody,
			responses: {
				"200": ok("config, episodes, cells, estimate"),
				...refused,
				"422": runInvalid,
			},
		},
	},
	"/api/runs/{id}": {
		get: {
			summary: "Where a run stands",
			requestParams: { path: runParams },
			responses: { "200": ok("Counts, spend, failures by cause"), "404": errors["404"] },
		},
	},
	"/api/runs/{id}/report": {
		get: {
			summary: "Means by suite, control and model, and leaderboards by kind of judgement",
			requestParams: { path: runParams },
			responses: { "200": ok("progress, cells, boards"), "404": errors["404"] },
		},
	},
	"/api/runs/{id}/episodes": {
		get: {
			summary: "Conversations of a run in its order; `next` is the `after` of the next page",
			requestParams: { path: runParams, query: episodesQuery },
			responses: { "200": ok("episodes, next"), "404": errors["404"], "422": errors["422"] },
		},
	},
	"/api/runs/{id}/yaml": {
		get: {
			summary: "The run as it was handed in",
			security: researchers,
			requestParams: { path: runParams },
			responses: {
				"200": ok("The file", "application/yaml"),
				...refused,
				"404": errors["404"],
			},
		},
	},
	"/api/runs/{id}/events": {
		get: {
			summary: "Follow a run; at most two events a second, to its end",
			requestParams: {
				path: runParams,
				header: z.object({ "last-event-id": z.string().optional() }),
			},
			responses: {
				"200": ok(
					"run-progress (the whole progress, after every change), run-end {}; numbered; comments as pings",
					"text/event-stream",
				),
				"404": errors["404"],
				"429": errors["429"],
			},
		},
	},
	"/api/runs/{id}/pause": changed("Begin no new conversations"),
	"/api/runs/{id}/resume": changed("Go on with a paused run"),
	"/api/runs/{id}/cancel": changed("Give up what is being played and what waits"),
	"/api/episodes": {
		post: {
			summary: "Start a scenario in which a person takes a seat",
			security: researchers,
			requestParams: { header: idempotency },
			requestBody: bodyOf(takeSeatBody),
			responses: { "201": ok("slug, pagePath, seatUrl"), ...refused, "422": errors["422"] },
		},
	},
	"/api/episodes/{slug}/seat": {
		get: {
			summary: "What the person in a conversation sees and is asked for",
			requestParams: { path: episodeParams },
			responses: {
				"200": ok("state; asked with view and after, null while others are at work"),
				"404": errors["404"],
			},
		},
	},
	"/api/episodes/{slug}/say": {
		post: {
			summary: "Speak in the person's seat, or end the conversation",
			security: researchers,
			requestParams: { path: episodeParams, header: idempotency },
			requestBody: bodyOf(sayBody),
			responses: {
				"202": ok("slug; a worker plays on"),
				...refused,
				"409": error("`seat-not-asked`: the conversation has moved on; nothing was sent"),
				"422": errors["422"],
			},
		},
	},
	"/api/episodes/{slug}/fork": {
		post: {
			summary: "Go on with a finished conversation from a turn, with another model or a person",
			security: researchers,
			requestParams: { path: episodeParams, header: idempotency },
			requestBody: bodyOf(forkBody),
			responses: { "201": ok("slug, pagePath"), ...refused, ...errors },
		},
	},
	"/api/episodes/{slug}/pair": {
		post: {
			summary:
				"Make a battle of two finished conversations of the same scenario that nobody paired; it is left out of the leaderboards as `chosen-pair`",
			security: researchers,
			requestParams: { path: episodeParams, header: idempotency },
			requestBody: bodyOf(pairBody),
			responses: {
				"200": ok("battleId, isNew, pagePath: it was there"),
				"201": ok("battleId, isNew, pagePath"),
				...refused,
				...errors,
				"409": error("`pair-impossible`: `data.reasons` names every difference"),
			},
		},
	},
};
