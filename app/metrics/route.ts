import { config } from "#lib/config/config.ts";
import { bearerIs } from "#lib/http/bearer-secret.ts";
import { log } from "#lib/http/log.ts";
import { problem } from "#lib/http/problem.ts";
import { AppError, isAppError } from "#lib/kernel/app-error.ts";
import { uuidV7 } from "#lib/kernel/ids.ts";
import { collectMetrics } from "#lib/services/metrics/collect-metrics.ts";

/**
 * Prometheus text: for anybody what gives no model away, with the metrics secret all of it. Its
 * bearer token is not an API key, so it does not go through the actor of other routes.
 */
export async function GET(request: Request): Promise<Response> {
	const requestId = request.headers.get("x-request-id") ?? uuidV7(Date.now());
	try {
		const authorization = request.headers.get("authorization");
		const isOperator = bearerIs(authorization, config().PARLEY_METRICS_SECRET);
		if (authorization !== null && !isOperator)
			throw new AppError(
				"metrics-secret-wrong",
				"The bearer token is not this instance's metrics secret (PARLEY_METRICS_SECRET). Without a token you get the figures that anybody may see.",
				{ status: 401 },
			);
		const { contentType, text } = await collectMetrics(isOperator);
		return new Response(text, {
			headers: {
				"content-type": contentType,
				"cache-control": "no-store",
				"x-request-id": requestId,
			},
		});
	} catch (error) {
		if (!isAppError(error)) log().error({ requestId, err: error }, "collecting metrics failed");
		return problem(error, requestId);
	}
}
