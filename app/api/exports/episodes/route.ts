import { answerExport } from "#app/api/exports/answer-export.ts";
import { route } from "#lib/http/route.ts";
import { episodeQuerySchema, parseEpisodeExport } from "#lib/services/export/episode-query.ts";
import { streamEpisodes } from "#lib/services/export/stream-episodes.ts";
import { assertRuns } from "#lib/services/run/assert-runs.ts";

const spec = { actor: "none", query: episodeQuerySchema } as const;

const answer = (method: "GET" | "HEAD") =>
	route(spec, async ({ actor, query }) => {
		const request = parseEpisodeExport(query);
		// Seeds of the board's range are the instance's own.
		if (query.boardSeeds === "show") assertRuns(actor);
		return answerExport({
			networkHash: actor.networkHash,
			method,
			isFirst: request.after === null,
			start: () => streamEpisodes(request),
		});
	});

/** Streams rows of simulated conversations; the page /data explains formats, filters and cursors. */
export const GET = answer("GET");
export const HEAD = answer("HEAD");
