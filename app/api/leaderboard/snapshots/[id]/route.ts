import { z } from "zod";
import { conditional } from "#lib/http/conditional.ts";
import { route } from "#lib/http/route.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { snapshotAnswer } from "#lib/services/ranking/board-answer.ts";
import { findSnapshot } from "#lib/services/ranking/stored-snapshots.ts";

const params = z.strictObject({ id: z.string() });

/** One snapshot for ever: its rows, and the cells it was made from. */
export const GET = route({ actor: "none", params }, async ({ params: { id }, request }) => {
	const snapshot = z.uuid().safeParse(id).success ? await findSnapshot(id) : null;
	if (snapshot === null)
		throw new AppError("not-found", "There is no snapshot with this id.", { status: 404 });
	return conditional(
		request,
		{ tag: snapshot.id, caching: "immutable", contentType: "application/json; charset=utf-8" },
		() => JSON.stringify(snapshotAnswer(snapshot)),
	);
});
