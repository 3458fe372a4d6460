import { z } from "zod";
import { conditional } from "#lib/http/conditional.ts";
import { route } from "#lib/http/route.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { snapshotAnswer } from "#lib/services/ranking/board-answer.ts";
import { getSnapshot } from "#lib/services/ranking/get-snapshot.ts";

const params = z.strictObject({ id: z.string() });

/** One snapshot as it was published: its rows, and the cells it was made from. Old ones are thinned out. */
export const GET = route({ actor: "none", params }, async ({ params: { id }, request }) => {
	if (!z.uuid().safeParse(id).success)
		throw new AppError("not-found", "There is no snapshot with this id.", { status: 404 });
	const snapshot = await getSnapshot(id);
	return conditional(
		request,
		{ tag: snapshot.id, caching: "immutable", contentType: "application/json; charset=utf-8" },
		() => JSON.stringify(snapshotAnswer(snapshot)),
	);
});
