import { route } from "#lib/http/route.ts";
import { runParams } from "#lib/http/run-schemas.ts";
import { findRun } from "#lib/services/run/find-run.ts";

/** The run as it was handed in, with the addresses in it: gives the same run again. */
export const GET = route({ actor: { scope: "runs" }, params: runParams }, async ({ params }) => {
	const { slug, yaml } = await findRun(params.id);
	return new Response(yaml, {
		headers: {
			"content-type": "application/yaml; charset=utf-8",
			"content-disposition": `attachment; filename="parley-run-${slug}.yaml"`,
			"cache-control": "no-store",
		},
	});
});
