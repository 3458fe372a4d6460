import { json } from "#lib/http/respond.ts";
import { route } from "#lib/http/route.ts";
import { openApiDocument } from "./document.ts";

export const GET = route({ actor: "none" }, async () =>
	json(200, openApiDocument(), { "cache-control": "public, max-age=300" }),
);
