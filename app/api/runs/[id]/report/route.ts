import { json } from "#lib/http/respond.ts";
import { route } from "#lib/http/route.ts";
import { runParams } from "#lib/http/run-schemas.ts";
import { readReport } from "#lib/services/run/read-report.ts";
import { toldRun } from "#lib/services/run/told-run.ts";

/** All that a run can say: progress, means by cell, leaderboards by kind of judgement. */
export const GET = route({ actor: "optional", params: runParams }, async ({ actor, params }) => {
	const report = await readReport(params.id);
	return json(200, { ...report, progress: toldRun(actor, report.progress) });
});
