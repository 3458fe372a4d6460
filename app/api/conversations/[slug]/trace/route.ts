import { z } from "zod";
import { json } from "#lib/http/respond.ts";
import { route } from "#lib/http/route.ts";
import { isAppError } from "#lib/kernel/app-error.ts";
import { loadReplay } from "#lib/services/battle/load-replay.ts";
import { readEpisode } from "#lib/services/run/read-episode.ts";
import { toldEpisode } from "#lib/services/run/told-run.ts";

const params = z.object({ slug: z.string() });
const query = z.strictObject({});

/**
 * The full trace of a conversation: of a simulated one for anybody with its link, of a battle of people after the
 * reveal for its owner or, once shared, for anybody.
 */
export const GET = route({ actor: "optional", params, query }, async ({ actor, params }) => {
	const { slug } = params;
	const trace = await readEpisode(slug).then(
		(episode) => toldEpisode(actor, episode),
		(error: unknown) => {
			if (isAppError(error, "episode-not-found")) return loadReplay(slug, actor);
			throw error;
		},
	);
	return json(200, trace, {
		"content-disposition": `inline; filename="parley-${slug.replace(/[^0-9a-z]/g, "")}.json"`,
	});
});
