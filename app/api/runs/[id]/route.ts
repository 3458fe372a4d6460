import { json } from "#lib/http/respond.ts";
import { route } from "#lib/http/route.ts";
import { runParams } from "#lib/http/run-schemas.ts";
import { withoutAuthor } from "#lib/services/run/assert-runs.ts";
import { readProgress } from "#lib/services/run/read-progress.ts";

/** Where a run stands. */
export const GET = route({ actor: "optional", params: runParams }, async ({ actor, params }) =>
	json(200, withoutAuthor(actor, await readProgress(params.id))),
);
