import { config } from "#lib/config/config.ts";
import { bearerIs } from "#lib/http/bearer-secret.ts";
import { log } from "#lib/http/log.ts";
import { problem } from "#lib/http/problem.ts";
import { json } from "#lib/http/respond.ts";
import { AppError, isAppError } from "#lib/kernel/app-error.ts";
import { uuidV7 } from "#lib/kernel/ids.ts";
import { refreshStaleBoards } from "#lib/services/ranking/refresh-stale.ts";

/**
 * The background route: refits what is stale, for platforms with cron but without a worker. Its
 * bearer token is not an API key, so it does not go through the actor of other routes.
 */
export async function POST(request: Request): Promise<Response> {
	const requestId = request.headers.get("x-request-id") ?? uuidV7(Date.now());
	try {
		assertCronSecret(request.headers.get("authorization"));
		const { failed, ...summary } = await refreshStaleBoards();
		for (const { key, error } of failed)
			log().error({ requestId, key, err: error }, "refit failed");
		return json(202, { ...summary, failed: failed.length }, { "x-request-id": requestId });
	} catch (error) {
		if (!isAppError(error)) log().error({ requestId, err: error }, "refresh failed");
		return problem(error, requestId);
	}
}

function assertCronSecret(authorization: string | null): void {
	const secret = config().PARLEY_CRON_SECRET;
	if (secret === undefined)
		throw new AppError(
			"cron-secret-unset",
			"The background route is off. To use it, set PARLEY_CRON_SECRET (16 characters or more) and send it as `Authorization: Bearer`.",
			{ status: 404 },
		);
	if (!bearerIs(authorization, secret))
		throw new AppError(
			"cron-secret-wrong",
			"The bearer token is not this instance's cron secret.",
			{
				status: 401,
			},
		);
}
