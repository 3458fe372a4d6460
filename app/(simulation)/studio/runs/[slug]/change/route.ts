import { formAnswer } from "#lib/http/form-answer.ts";
import { route } from "#lib/http/route.ts";
import { changeForm, episodeParams } from "#lib/http/run-schemas.ts";
import { changeRun } from "#lib/services/run/change-run.ts";

/** The buttons of a run's page; programs use `POST /api/runs/{id}/pause` and its like. */
export const POST = route(
	{ actor: { scope: "runs" }, params: episodeParams, body: changeForm, form: true },
	({ actor, params, body }) =>
		formAnswer(`/studio/runs/${encodeURIComponent(params.slug)}`, async () => {
			await changeRun(actor, params.slug, body.move);
			return body.move;
		}),
);
