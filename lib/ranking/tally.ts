import { type DirectedCells, OUTCOMES } from "./columns/directed-cells.ts";
import type { RatingRow } from "./fit-result.ts";

/** What one model's judgements add up to. */
export type Tally = Pick<RatingRow, "votes" | "battles" | "wins" | "losses" | "ties" | "bothBad">;

/** The tally of every model; `battles` by model, the number of judgements when null. */
export function tallyModels(cells: DirectedCells, battles: Float64Array | null): Tally[] {
	const tallies = Array.from({ length: cells.size }, () => ({
		votes: 0,
		battles: 0,
		wins: 0,
		losses: 0,
		ties: 0,
		bothBad: 0,
	}));
	for (let k = 0; k < cells.slotA.length; k++) {
		const at = k * OUTCOMES;
		const winsA = cells.counts[at] ?? 0;
		const winsB = cells.counts[at + 1] ?? 0;
		const ties = cells.counts[at + 2] ?? 0;
		const bothBad = cells.counts[at + 3] ?? 0;
		add(tallies[cells.slotA[k] ?? 0], winsA, winsB, ties, bothBad);
		add(tallies[cells.slotB[k] ?? 0], winsB, winsA, ties, bothBad);
	}
	tallies.forEach((tally, model) => {
		tally.battles = battles?.[model] ?? tally.votes;
	});
	return tallies;
}

function add(
	tally: Tally | undefined,
	wins: number,
	losses: number,
	ties: number,
	bothBad: number,
): void {
	if (tally === undefined) return;
	tally.votes += wins + losses + ties + bothBad;
	tally.wins += wins;
	tally.losses += losses;
	tally.ties += ties;
	tally.bothBad += bothBad;
}
