import { seeOther } from "#lib/http/form-answer.ts";
import { route } from "#lib/http/route.ts";
import { episodeParams, sayForm } from "#lib/http/run-schemas.ts";
import { isAppError } from "#lib/kernel/app-error.ts";
import { sayInSeat } from "#lib/services/run/take-seat.ts";

/** As much of a refused message goes back into the field, in characters. */
const DRAFT_CHARS_MAX = 3000;

/** The form of a person's seat; programs use `POST /api/episodes/{slug}/say`. What was refused is not lost. */
export const POST = route(
	{ actor: { scope: "runs" }, params: episodeParams, body: sayForm, form: true },
	async ({ actor, params, body }) => {
		const page = `/e/${encodeURIComponent(params.slug)}`;
		const text = body.text.replaceAll("\r\n", "\n");
		try {
			await sayInSeat(actor, params.slug, {
				text,
				stop: body.stop !== undefined,
				after: body.after,
			});
			return seeOther(page);
		} catch (error) {
			if (!isAppError(error) || error.status >= 500) throw error;
			const draft = text.slice(0, DRAFT_CHARS_MAX).toWellFormed();
			const query = new URLSearchParams({
				problem: error.code,
				...(draft === "" ? {} : { draft }),
			});
			return seeOther(`${page}?${query}`);
		}
	},
);
