import type { BoardFilter } from "#lib/ranking/board-filter.ts";
import { spearman } from "#lib/ranking/recovery.ts";
import { fitBoardNow } from "./fit-board.ts";

/** How two leaderboards agree about the models that both rank. */
export interface BoardCorrelation {
	/** Models that both rank. */
	models: number;
	/** Spearman's rank correlation; null with fewer than two models in common. */
	spearman: number | null;
	/** Models whose places among the common ones differ, most first. */
	disagreements: { model: string; first: number; second: number }[];
}

/** Correlates the leaderboards of two filters, such as people's and programs' of a suite, as of now. */
export async function correlateBoards(
	first: BoardFilter,
	second: BoardFilter,
): Promise<BoardCorrelation> {
	const [one, other] = [await fitBoardNow(first), await fitBoardNow(second)];
	const order = (rows: typeof one.rows) =>
		rows.flatMap(({ model, rating }) => (rating === null ? [] : [model]));
	const inOther = new Set(order(other.rows));
	const common = order(one.rows).filter((model) => inOther.has(model));
	const places = new Map(
		order(other.rows)
			.filter((model) => common.includes(model))
			.map((model, i) => [model, i + 1]),
	);
	const disagreements = common
		.map((model, i) => ({ model, first: i + 1, second: places.get(model) ?? 0 }))
		.filter((line) => line.first !== line.second)
		.sort((a, b) => Math.abs(b.first - b.second) - Math.abs(a.first - a.second));
	return { models: common.length, spearman: spearman(common, other), disagreements };
}
