import {
	type BoardFilter,
	boardFilter,
	isLengthCategory,
	lengthCategories,
} from "#lib/ranking/board-filter.ts";
import type { RatingRow } from "#lib/ranking/fit-result.ts";
import type { Snapshot } from "#lib/ranking/snapshot.ts";
import { findBoard } from "./find-board.ts";

export type CategoryRow = { category: string; row: RatingRow; models: number };

/** Categories that a model's page shows at most: each is a leaderboard of its own. */
const CATEGORIES_MAX = 12;

/** Where a model stands in each category of a leaderboard that has votes, most votes first. */
export async function listCategoryRows(
	slug: string,
	whole: Snapshot,
	nowMs: number,
): Promise<CategoryRow[]> {
	const names = Object.entries(whole.counts.byCategory)
		.filter(([name]) => !isLengthCategory(name))
		.sort((x, y) => y[1] - x[1] || (x[0] < y[0] ? -1 : 1))
		.map(([name]) => name);
	const origin: BoardFilter["origin"] = whole.filter.origin;
	const rows: CategoryRow[] = [];
	for (const category of [...names, ...Object.keys(lengthCategories)].slice(0, CATEGORIES_MAX)) {
		const board = await findBoard(boardFilter({ origin, category }), nowMs);
		const row = board.rows.find((each) => each.model === slug);
		if (row !== undefined) rows.push({ category, row, models: board.rows.length });
	}
	return rows;
}
