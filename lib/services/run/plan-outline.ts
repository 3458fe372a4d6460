import type { RunPlan } from "./plan-run.ts";
import type { StoredDriver } from "./stored-driver.ts";

/** A cell of a plan without its seeds: board seeds are the instance's own. */
export interface CellOutline {
	suite: string;
	version: string;
	control: string;
	/** Null: the seeds draw it. */
	language: string | null;
	model: string;
	others: Record<string, StoredDriver>;
	/** Conversations that will be played. */
	episodes: number;
}

/** What a plan says to those who want to launch it. */
export function planOutline({ cells, episodes }: RunPlan): {
	episodes: number;
	cells: CellOutline[];
} {
	const counts = new Map<number, number>();
	for (const { cell } of episodes) counts.set(cell, (counts.get(cell) ?? 0) + 1);
	return {
		episodes: episodes.length,
		cells: cells.map(({ seeds: _seeds, replicates: _replicates, ...cell }, i) => ({
			...cell,
			episodes: counts.get(i) ?? 0,
		})),
	};
}
