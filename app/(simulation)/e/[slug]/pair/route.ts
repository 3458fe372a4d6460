import { seeOther } from "#lib/http/form-answer.ts";
import { route } from "#lib/http/route.ts";
import { episodeParams, pairBody } from "#lib/http/run-schemas.ts";
import { isAppError } from "#lib/kernel/app-error.ts";
import { pairByHand } from "#lib/services/run/pair-by-hand.ts";

/** The button above two conversations side by side; programs use `POST /api/episodes/{slug}/pair`. */
export const POST = route(
	{ actor: { scope: "runs" }, params: episodeParams, body: pairBody, form: true },
	async ({ actor, params, body }) => {
		const page = `/e/${encodeURIComponent(params.slug)}?with=${encodeURIComponent(body.with)}`;
		try {
			await pairByHand(actor, [params.slug, body.with]);
			return seeOther(page);
		} catch (error) {
			if (!isAppError(error) || error.status >= 500) throw error;
			return seeOther(`${page}&problem=${error.code}`);
		}
	},
);
