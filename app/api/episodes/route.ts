import { json } from "#lib/http/respond.ts";
import { route } from "#lib/http/route.ts";
import { takeSeatBody } from "#lib/http/run-schemas.ts";
import { startWithPerson } from "#lib/services/run/start-with-person.ts";

/** Starts a scenario in which a person takes a seat. */
export const POST = route(
	{ actor: { scope: "runs" }, body: takeSeatBody },
	async ({ actor, body }) => {
		const { slug } = await startWithPerson(actor, body);
		return json(
			201,
			{ slug, pagePath: `/e/${slug}`, seatUrl: `/api/episodes/${slug}/seat` },
			{ location: `/api/conversations/${slug}/trace` },
		);
	},
);
