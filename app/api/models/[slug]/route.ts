import { z } from "zod";
import { json } from "#lib/http/respond.ts";
import { route } from "#lib/http/route.ts";
import { getPublicModel } from "#lib/services/model/list-models.ts";

const params = z.strictObject({ slug: z.string().min(1).max(200) });

/** One model's public facts and state. */
export const GET = route({ actor: "none", params }, async ({ params }) =>
	json(200, { model: await getPublicModel(params.slug) }),
);
