import { json } from "#lib/http/respond.ts";
import { version } from "#lib/http/version.ts";

export async function GET(): Promise<Response> {
	return json(200, { status: "ok", version });
}
