import { seeOther } from "#lib/http/form-answer.ts";
import { route } from "#lib/http/route.ts";
import { takeSeatForm } from "#lib/http/run-schemas.ts";
import { isAppError } from "#lib/kernel/app-error.ts";
import { startWithPerson } from "#lib/services/run/start-with-person.ts";

/** The form of "take a seat"; programs use `POST /api/episodes`. */
export const POST = route(
	{ actor: { scope: "runs" }, body: takeSeatForm, form: true },
	async ({ actor, body }) => {
		try {
			const { slug } = await startWithPerson(actor, body);
			return seeOther(`/e/${slug}`);
		} catch (error) {
			if (!isAppError(error) || error.status >= 500) throw error;
			const query = new URLSearchParams({ suite: body.suite, problem: error.code });
			return seeOther(`/studio/play?${query}`);
		}
	},
);
