import { json } from "#lib/http/respond.ts";
import { route } from "#lib/http/route.ts";
import { runParams } from "#lib/http/run-schemas.ts";
import { readProgress } from "#lib/services/run/read-progress.ts";
import { toldRun } from "#lib/services/run/told-run.ts";

/** Where a run stands. */
export const GET = route({ actor: "optional", params: runParams }, async ({ actor, params }) =>
	json(200, toldRun(actor, await readProgress(params.id))),
);
