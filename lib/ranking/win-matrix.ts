import { mergeCells, type PairCell, swapSlots, votesOf } from "./cells.ts";
import { expectedOutcome } from "./expected.ts";
import type { FitResult } from "./fit-result.ts";
import { modelNames } from "./pairs.ts";
import { NORMAL_QUANTILE } from "./scale.ts";

/** How `model` did against `opponent`, over both slot orders. */
export type WinMatrixEntry = {
	model: string;
	opponent: string;
	votes: number;
	wins: number;
	losses: number;
	ties: number;
	bothBad: number;
	/** Share of outcomes won, ties and both-bad as half, with its 95 % Wilson interval. */
	winRate: number | null;
	lower: number | null;
	upper: number | null;
	/** What the fit expects of `winRate`; null without ratings that can be compared. */
	expected: number | null;
};

/**
 * Wilson's score interval for a share (E. B. Wilson, J. Amer. Statist. Assoc. 22, 1927): `successes`
 * out of `trials`, both at least 0 and possibly fractional. With half-wins it is on the wide side,
 * since ties vary less than wins and losses. Null without trials.
 */
export function wilsonInterval(
	successes: number,
	trials: number,
): { lower: number; upper: number } | null {
	if (!(trials > 0)) return null;
	const share = successes / trials;
	const z2 = NORMAL_QUANTILE * NORMAL_QUANTILE;
	const middle = (successes + z2 / 2) / (trials + z2);
	const spread = (trials * share * (1 - share) + z2 / 4) * z2;
	const margin = Math.sqrt(Math.max(0, spread)) / (trials + z2);
	return { lower: Math.max(0, middle - margin), upper: Math.min(1, middle + margin) };
}

/**
 * An entry for every ordered pair of different models, also for pairs that never met. Models come in
 * the order of the fit's rows (by name without a fit, and those it does not list at the end).
 *
 * Throws `invalid-cell` (400).
 */
export function winMatrix(
	cells: readonly PairCell[],
	fit: Pick<FitResult, "rows"> | null = null,
): { models: string[]; entries: WinMatrixEntry[] } {
	const oriented = new Map<string, PairCell>();
	for (const cell of mergeCells(cells.flatMap((each) => [each, swapSlots(each)])))
		oriented.set(keyOf(cell.modelA, cell.modelB), cell);
	const rows = new Map((fit?.rows ?? []).map((row) => [row.model, row]));
	const models = [...new Set([...rows.keys(), ...modelNames(mergeCells(cells), [...rows.keys()])])];
	const entries = models.flatMap((model) =>
		models
			.filter((opponent) => opponent !== model)
			.map((opponent) => {
				const x = rows.get(model);
				const y = rows.get(opponent);
				const canCompare = x !== undefined && y !== undefined && x.component === y.component;
				const expected =
					canCompare && x.rating !== null && y.rating !== null
						? expectedOutcome(x.rating, y.rating)
						: null;
				return entryOf(model, opponent, oriented.get(keyOf(model, opponent)), expected);
			}),
	);
	return { models, entries };
}

function keyOf(model: string, opponent: string): string {
	return JSON.stringify([model, opponent]);
}

function entryOf(
	model: string,
	opponent: string,
	cell: PairCell | undefined,
	expected: number | null,
): WinMatrixEntry {
	const { winsA: wins, winsB: losses, ties, bothBad } = cell ?? nothing;
	const votes = cell === undefined ? 0 : votesOf(cell);
	const share = wins + (ties + bothBad) / 2;
	const interval = wilsonInterval(share, votes);
	return {
		model,
		opponent,
		votes,
		wins,
		losses,
		ties,
		bothBad,
		winRate: votes > 0 ? share / votes : null,
		lower: interval?.lower ?? null,
		upper: interval?.upper ?? null,
		expected,
	};
}

const nothing = { winsA: 0, winsB: 0, ties: 0, bothBad: 0 };
