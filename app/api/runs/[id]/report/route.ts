import { json } from "#lib/http/respond.ts";
import { route } from "#lib/http/route.ts";
import { runParams } from "#lib/http/run-schemas.ts";
import { withoutAuthor } from "#lib/services/run/assert-runs.ts";
import { readReport } from "#lib/services/run/read-report.ts";

/** All that a run can say: progress, means by cell, leaderboards by kind of judgement. */
export const GET = route({ actor: "optional", params: runParams }, async ({ actor, params }) => {
	const report = await readReport(params.id);
	return json(200, { ...report, progress: withoutAuthor(actor, report.progress) });
});
