import { json } from "#lib/http/respond.ts";
import { route } from "#lib/http/route.ts";
import { episodeParams } from "#lib/http/run-schemas.ts";
import { readSeat } from "#lib/services/run/read-seat.ts";

/** What the person in the conversation sees, and is asked for. */
export const GET = route({ actor: "optional", params: episodeParams }, async ({ params }) =>
	json(200, await readSeat(params.slug)),
);
