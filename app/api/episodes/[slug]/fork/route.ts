import { json } from "#lib/http/respond.ts";
import { route } from "#lib/http/route.ts";
import { episodeParams, forkBody } from "#lib/http/run-schemas.ts";
import { forkEpisode } from "#lib/services/run/fork-episode.ts";

/** Goes on with a finished conversation from a turn, with another model or a person. */
export const POST = route(
	{ actor: { scope: "runs" }, params: episodeParams, body: forkBody },
	async ({ actor, params, body }) => {
		const { slug } = await forkEpisode(actor, params.slug, body);
		return json(
			201,
			{ slug, pagePath: `/e/${slug}` },
			{ location: `/api/conversations/${slug}/trace` },
		);
	},
);
