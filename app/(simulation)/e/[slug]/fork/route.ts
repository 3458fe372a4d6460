import { seeOther } from "#lib/http/form-answer.ts";
import { route } from "#lib/http/route.ts";
import { episodeParams, forkForm } from "#lib/http/run-schemas.ts";
import { isAppError } from "#lib/kernel/app-error.ts";
import { forkEpisode } from "#lib/services/run/fork-episode.ts";

/** The form below a reply; programs use `POST /api/episodes/{slug}/fork`. */
export const POST = route(
	{ actor: { scope: "runs" }, params: episodeParams, body: forkForm, form: true },
	async ({ actor, params, body }) => {
		try {
			const { slug } = await forkEpisode(actor, params.slug, {
				turn: body.turn,
				model: body.model === "" ? null : body.model,
			});
			return seeOther(`/e/${slug}`);
		} catch (error) {
			if (!isAppError(error) || error.status >= 500) throw error;
			return seeOther(`/e/${encodeURIComponent(params.slug)}?problem=${error.code}`);
		}
	},
);
