import type { Snapshot } from "#lib/ranking/snapshot.ts";
import type { TableModel } from "./board-table.tsx";

/** What a reader chose to see; ratings and places are always those of the whole leaderboard. */
export type Shown = { isOpenOnly: boolean; withRetired: boolean };

/** Whether a model is listed. */
export function isListed(model: TableModel | undefined, shown: Shown): boolean {
	if (shown.isOpenOnly && model?.openWeights !== true) return false;
	return shown.withRetired || model?.state !== "retired";
}

/** The snapshot with only the rows and pairs of the models that are listed, their numbers unchanged. */
export function shownSnapshot(
	snapshot: Snapshot,
	models: ReadonlyMap<string, TableModel>,
	shown: Shown,
): Snapshot {
	const isShown = (slug: string) => isListed(models.get(slug), shown);
	return {
		...snapshot,
		rows: snapshot.rows.filter((row) => isShown(row.model)),
		pairs: snapshot.pairs.filter((pair) => isShown(pair.modelA) && isShown(pair.modelB)),
	};
}

/** The part of an address that says what is shown; nothing for the usual. */
export function shownSearch(shown: Shown): Record<string, string> {
	return {
		...(shown.isOpenOnly ? { open: "1" } : {}),
		...(shown.withRetired ? { retired: "1" } : {}),
	};
}
