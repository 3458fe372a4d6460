import { json } from "#lib/http/respond.ts";
import { route } from "#lib/http/route.ts";
import { episodesQuery, runParams } from "#lib/http/run-schemas.ts";
import { findRun } from "#lib/services/run/find-run.ts";
import { listEpisodes } from "#lib/services/run/list-episodes.ts";
import { toldLines } from "#lib/services/run/told-run.ts";

/** Conversations of a run in its order, a page at a time. */
export const GET = route(
	{ actor: "optional", params: runParams, query: episodesQuery },
	async ({ actor, params, query }) => {
		const { id } = await findRun(params.id);
		const { after = -1, ...filters } = query;
		const episodes = toldLines(actor, await listEpisodes({ ...filters, after, runId: id }));
		const next = episodes.length < query.limit ? null : (episodes.at(-1)?.position ?? null);
		return json(200, { episodes, next });
	},
);
