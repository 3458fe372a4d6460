import { flagOf } from "#lib/datasets/read/cells.ts";
import type { RowBatch } from "#lib/datasets/read/vote-shape.ts";

/** Leaves out battles whose voter knew the models, as the arena's own leaderboards do. */
export function onlyBlind(batch: RowBatch): (row: number) => string {
	const blind = batch.column("anony");
	return (row) => (flagOf(blind?.[row]) === false ? "named-mode" : "");
}
