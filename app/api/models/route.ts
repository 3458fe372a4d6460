import { createHash } from "node:crypto";
import { conditional } from "#lib/http/conditional.ts";
import { route } from "#lib/http/route.ts";
import { listPublicModels } from "#lib/services/model/list-models.ts";

/** The models with their public facts and states. */
export const GET = route({ actor: "none" }, async ({ request }) => {
	const body = JSON.stringify({ models: await listPublicModels() });
	const tag = createHash("sha256").update(body).digest("base64url").slice(0, 22);
	const contentType = "application/json; charset=utf-8";
	return conditional(request, { tag, caching: "revalidated", contentType }, () => body);
});
