import { wholeBoard } from "#lib/ranking/board-filter.ts";
import { fitRatings } from "#lib/ranking/fit.ts";
import { publishedMethod } from "#lib/ranking/published-fit.ts";
import { kendallTau, spearman } from "#lib/ranking/recovery.ts";
import { fitBoardNow } from "#lib/services/ranking/fit-board.ts";
import { expectedCells } from "./tastes.ts";

export interface RecoveredModel {
	model: string;
	/** The rating that endlessly many votes of the scripted voters would give. */
	known: number;
	rating: number | null;
	lower: number | null;
	upper: number | null;
	votes: number;
	/** Whether the 95 % interval holds the known rating. */
	covers: boolean;
}

/** How well a leaderboard found what is known. */
export interface Recovery {
	/** Best known first. */
	rows: RecoveredModel[];
	spearman: number | null;
	kendall: number | null;
	covered: number;
}

/** Holds the leaderboard of simulated votes against the tastes that made them. */
export async function recoverStrengths(models: readonly string[]): Promise<Recovery> {
	const truth = fitRatings({ cells: expectedCells(models, 1000), method: publishedMethod });
	const board = await fitBoardNow(wholeBoard("simulated"));
	const rows = truth.rows.map(({ model, rating: known }) => {
		const found = board.rows.find((row) => row.model === model);
		const { rating = null, lower = null, upper = null, votes = 0 } = found ?? {};
		const covers =
			known !== null && lower !== null && upper !== null && lower <= known && known <= upper;
		return { model, known: known ?? 0, rating, lower, upper, votes, covers };
	});
	const order = rows.map(({ model }) => model);
	return {
		rows,
		spearman: spearman(order, board),
		kendall: kendallTau(order, board),
		covered: rows.filter(({ covers }) => covers).length,
	};
}
