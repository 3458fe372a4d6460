import { conditional } from "#lib/http/conditional.ts";
import { route } from "#lib/http/route.ts";
import { csvOf, snapshotTag } from "#lib/services/ranking/board-answer.ts";
import { boardTable, tableParams, tableQuery } from "#lib/services/ranking/board-tables.ts";
import { findAskedSnapshot } from "#lib/services/ranking/find-asked-snapshot.ts";
import { findCriticism } from "#lib/services/ranking/find-criticism.ts";

/** What the drawings of the ranking pages are made from, each as a CSV file. */
export const GET = route(
	{ actor: "none", params: tableParams, query: tableQuery },
	async ({ actor, params: { name }, query: { model, ...rest }, request }) => {
		const snapshot = await findAskedSnapshot(rest, Date.now(), actor.networkHash);
		const stored = await findCriticism(snapshot);
		const parts = [snapshotTag(snapshot), stored?.snapshotId ?? "", model ?? "", name];
		return conditional(
			request,
			{
				tag: parts.join("-"),
				caching: "revalidated",
				contentType: "text/csv; charset=utf-8",
				filename: name,
			},
			() => {
				const { rows, columns } = boardTable(name, snapshot, stored?.criticism ?? null, model);
				return csvOf(rows, columns);
			},
		);
	},
);
