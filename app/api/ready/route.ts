import { findMissing } from "#lib/db/readiness.ts";
import { json } from "#lib/http/respond.ts";
import { turnRunner } from "#lib/services/battle/turn-runner.ts";

export async function GET(): Promise<Response> {
	const missing = turnRunner().isStopping ? ["stopping"] : await findMissing();
	return missing.length === 0
		? json(200, { status: "ready" })
		: json(503, { status: "not-ready", missing });
}
