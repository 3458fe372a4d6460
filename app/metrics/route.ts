import { route } from "#lib/http/route.ts";
import { collectMetrics } from "#lib/services/metrics/collect-metrics.ts";

/** Prometheus text. */
export const GET = route({ actor: "none" }, async () => {
	const { contentType, text } = await collectMetrics();
	return new Response(text, {
		headers: { "content-type": contentType, "cache-control": "no-store" },
	});
});
