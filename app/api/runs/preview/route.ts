import { json } from "#lib/http/respond.ts";
import { route } from "#lib/http/route.ts";
import { launchQuery, runText } from "#lib/http/run-schemas.ts";
import { previewAs } from "#lib/services/run/launch-as.ts";
import { planOutline } from "#lib/services/run/plan-outline.ts";

/** What a run would play and is expected to take; nothing is launched or written. */
export const POST = route(
	{ actor: { scope: "runs" }, query: launchQuery, body: runText, text: true },
	async ({ actor, query, body }) => {
		const { config, plan, estimate } = await previewAs(actor, { text: body, dryRun: query.dryRun });
		return json(200, { config, ...planOutline(plan), estimate });
	},
);
