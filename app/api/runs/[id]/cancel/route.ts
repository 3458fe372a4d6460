import { json } from "#lib/http/respond.ts";
import { route } from "#lib/http/route.ts";
import { runParams } from "#lib/http/run-schemas.ts";
import { changeRun } from "#lib/services/run/change-run.ts";
import { readProgress } from "#lib/services/run/read-progress.ts";

export const POST = route(
	{ actor: { scope: "runs" }, params: runParams },
	async ({ actor, params }) => {
		await changeRun(actor, params.id, "cancel");
		return json(200, await readProgress(params.id));
	},
);
