import type { RatingRow } from "#lib/ranking/fit-result.ts";
import type { Snapshot } from "#lib/ranking/snapshot.ts";
import { winMatrix } from "#lib/ranking/win-matrix.ts";
import { historyPlot } from "./charts/history-plot.ts";
import { intervalPlot } from "./charts/interval-plot.ts";
import { matrixPlot } from "./charts/matrix-plot.ts";
import type { SvgNode } from "./charts/svg-tree.ts";

/** More rows than this make a drawing unreadable; the table has them all. */
export const MATRIX_MAX = 12;
export const HISTORY_MAX = 6;
const INTERVALS_MAX = 60;

type Rated = RatingRow & { rating: number; lower: number; upper: number };

/** Rows with a rating, best first within each component. */
export function ratedRows(snapshot: Snapshot): Rated[] {
	return snapshot.rows.filter(
		(row): row is Rated => row.rating !== null && row.lower !== null && row.upper !== null,
	);
}

/** Scores with their intervals, or null without ratings. */
export function drawIntervals(
	snapshot: Snapshot,
	nameOf: (slug: string) => string,
	words: { title: string; axis: string },
): SvgNode | null {
	const rows = ratedRows(snapshot).slice(0, INTERVALS_MAX);
	if (rows.length === 0) return null;
	return intervalPlot(
		rows.map((row) => ({
			...row,
			label: nameOf(row.model),
			isPreliminary: row.status !== "established",
		})),
		words,
	);
}

/** Win rates of the first models against each other, or null without pairs. */
export function drawMatrix(
	snapshot: Snapshot,
	nameOf: (slug: string) => string,
	words: { title: string; formatShare: (share: number) => string },
): SvgNode | null {
	const { models, entries } = winMatrix(snapshot.pairs, snapshot);
	const shown = models.slice(0, MATRIX_MAX);
	const cells = entries.flatMap(({ model, opponent, winRate, votes }) =>
		winRate === null || !shown.includes(model) || !shown.includes(opponent)
			? []
			: [{ row: nameOf(model), column: nameOf(opponent), winRate, votes }],
	);
	return cells.length === 0 ? null : matrixPlot(shown.map(nameOf), cells, words);
}

/** Ratings of the snapshot's first models over time, or null while there is one moment only. */
export function drawHistory(
	snapshot: Snapshot,
	points: readonly { at: string; model: string; rating: number }[],
	nameOf: (slug: string) => string,
	words: { title: string; formatTime: (atMs: number) => string },
): SvgNode | null {
	const shown = ratedRows(snapshot)
		.slice(0, HISTORY_MAX)
		.map((row) => row.model);
	const kept = points.filter((point) => shown.includes(point.model));
	if (new Set(kept.map((point) => point.at)).size < 2) return null;
	return historyPlot(
		kept.map((point) => ({
			atMs: Date.parse(point.at),
			label: nameOf(point.model),
			rating: point.rating,
		})),
		words,
	);
}
