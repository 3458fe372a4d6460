import { json } from "#lib/http/respond.ts";
import { route } from "#lib/http/route.ts";
import { launchQuery, runsQuery, runText } from "#lib/http/run-schemas.ts";
import { launchAs } from "#lib/services/run/launch-as.ts";
import { listRuns } from "#lib/services/run/list-runs.ts";

/** Runs, newest first. */
export const GET = route({ actor: { scope: "runs" }, query: runsQuery }, async ({ query }) =>
	json(200, { runs: await listRuns(query) }),
);

/** Launches a run; workers play it. */
export const POST = route(
	{ actor: { scope: "runs" }, query: launchQuery, body: runText, text: true },
	async ({ actor, query, body }) => {
		const { id, slug, config, episodes, estimate } = await launchAs(actor, {
			text: body,
			dryRun: query.dryRun,
		});
		return json(
			201,
			{
				id,
				runId: id,
				slug,
				name: config.name,
				episodes,
				estimate,
				pagePath: `/studio/runs/${slug}`,
				eventsUrl: `/api/runs/${id}/events`,
			},
			{ location: `/api/runs/${id}` },
		);
	},
);
