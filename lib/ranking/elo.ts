import { assembleFit } from "./assemble.ts";
import { emptyEstimate } from "./board-estimate.ts";
import { type DirectedCells, directedCells } from "./columns/directed-cells.ts";
import type { JudgementColumns } from "./columns/judgement-columns.ts";
import { expectedOutcome } from "./expected.ts";
import type { FitResult } from "./fit-result.ts";
import { ELO_K, ELO_START, type FittedMethod } from "./method.ts";
import { rankSpreads } from "./ranks.ts";
import { tallyModels } from "./tally.ts";

/**
 * Online Elo in the order of the rows: after each judgement the two ratings move apart by K times
 * what it was better or worse than expected, a tie and both-bad being half a win. For tickers and
 * histories: the result depends on the order, and has no intervals. A row's weight multiplies K.
 */
export function eloRatings(columns: JudgementColumns): Float64Array {
	const ratings = new Float64Array(columns.models.length).fill(ELO_START);
	const { slotA, slotB, outcome, weight, score } = columns;
	for (let row = 0; row < slotA.length; row++) {
		const a = slotA[row] ?? 0;
		const b = slotB[row] ?? 0;
		const [ratingA, ratingB] = [ratings[a] ?? 0, ratings[b] ?? 0];
		const soft = score?.[row] ?? Number.NaN;
		const hard = outcome[row] === 0 ? 1 : outcome[row] === 1 ? 0 : 0.5;
		const gain = (Number.isNaN(soft) ? hard : soft) - expectedOutcome(ratingA, ratingB);
		const move = ELO_K * (weight?.[row] ?? 1) * gain;
		ratings[a] = ratingA + move;
		ratings[b] = ratingB - move;
	}
	return ratings;
}

/** Elo ratings as a result: without errors, and with places by rating alone. */
export function fitElo(
	columns: JudgementColumns,
	method: FittedMethod,
	cells: DirectedCells = directedCells(columns, null, true),
): FitResult {
	const ratings = eloRatings(columns);
	const tallies = tallyModels(cells, null);
	const empty = assembleFit(method, columns.models, tallies, emptyEstimate);
	const judged = empty.rows.filter((row) => row.votes > 0);
	const numbers = new Map(columns.models.map((model, number) => [model, number]));
	const ratingOf = (model: string) => ratings[numbers.get(model) ?? -1] ?? ELO_START;
	const points = judged.map(({ model }) => ({ lower: ratingOf(model), upper: ratingOf(model) }));
	const spreads = rankSpreads(points);
	const rows = judged.map((row, i) => ({
		...row,
		...spreads[i],
		rating: ratingOf(row.model),
		winRate: (row.wins + (row.ties + row.bothBad) / 2) / row.votes,
		status: "preliminary" as const,
		component: 0,
	}));
	rows.sort((x, y) => y.rating - x.rating);
	const models = rows.map((row) => row.model);
	return {
		...empty,
		rows: [...rows, ...empty.rows.filter((row) => row.votes === 0)],
		components:
			models.length === 0
				? []
				: [{ models, core: models, level: { kind: "centre", rating: ELO_START }, groups: [] }],
		covariance: { order: [], values: [] },
		multipliers: [],
		warnings: models.length === 0 ? empty.warnings : [],
	};
}
