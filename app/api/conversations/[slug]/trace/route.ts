import { z } from "zod";
import { json } from "#lib/http/respond.ts";
import { route } from "#lib/http/route.ts";
import { loadReplay } from "#lib/services/battle/load-replay.ts";

const params = z.object({ slug: z.string() });
const query = z.strictObject({});

/** The full trace of an own or shared conversation after the reveal. */
export const GET = route({ actor: "optional", params, query }, async ({ actor, params }) =>
	json(200, await loadReplay(params.slug, actor), {
		"content-disposition": `inline; filename="parley-${params.slug.replace(/[^0-9a-z]/g, "")}.json"`,
	}),
);
