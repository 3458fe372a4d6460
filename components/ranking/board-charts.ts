import type { Criticism } from "#lib/ranking/criticism-record.ts";
import type { RatingRow } from "#lib/ranking/fit-result.ts";
import type { Snapshot } from "#lib/ranking/snapshot.ts";
import { winMatrix } from "#lib/ranking/win-matrix.ts";
import type { DrawingInput } from "./board-drawings.ts";
import { historyPlot } from "./charts/history-plot.ts";
import { intervalPlot } from "./charts/interval-plot.ts";
import { SCROLLED_MAX } from "./charts/label-width.ts";
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
	words: { title: string; text?: string; axis: string },
	width?: number,
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
		width,
	);
}

/** Win rates of the first models against each other, or null without pairs. */
export function drawMatrix(
	input: Pick<DrawingInput, "snapshot" | "criticism" | "nameOf" | "t" | "figures" | "width">,
): SvgNode | null {
	const { snapshot, nameOf, t, figures } = input;
	// Of many models most pairs are not drawn: they are left out before anything is computed.
	const rows = snapshot.rows.slice(0, MATRIX_MAX);
	const shown = rows.map((row) => row.model);
	const pairs = snapshot.pairs.filter(
		(pair) => shown.includes(pair.modelA) && shown.includes(pair.modelB),
	);
	const { entries } = winMatrix(pairs, { rows });
	const isFlagged = flaggedPairs(input.criticism);
	const placeOf = new Map(shown.map((model, place) => [model, place]));
	const cells = entries.flatMap(({ model, opponent, winRate, votes, expected }) => {
		const [row, column] = [placeOf.get(model), placeOf.get(opponent)];
		if (winRate === null || row === undefined || column === undefined) return [];
		const words = t("charts.matrix-words", {
			model: nameOf(model),
			opponent: nameOf(opponent),
			share: figures.share(winRate),
			votes,
			expected: expected === null ? "" : figures.share(expected),
			known: expected === null ? "no" : "yes",
			flagged: isFlagged(model, opponent) ? "yes" : "no",
		});
		return [{ row, column, winRate, votes, words, isFlagged: isFlagged(model, opponent) }];
	});
	return cells.length === 0
		? null
		: matrixPlot(
				shown.map(nameOf),
				cells,
				{
					title: t("charts.matrix"),
					text: t("charts.matrix-text"),
					formatShare: figures.share,
				},
				input.width === undefined ? undefined : SCROLLED_MAX,
			);
}

/** Tells whether the ratings do not explain what came out between two models, in either order. */
function flaggedPairs(criticism: Criticism | null): (x: string, y: string) => boolean {
	const key = (x: string, y: string) => JSON.stringify(x < y ? [x, y] : [y, x]);
	const flagged = new Set(
		(criticism?.residuals.pairs ?? [])
			.filter((pair) => pair.isFlagged)
			.map((pair) => key(pair.model, pair.opponent)),
	);
	return (x, y) => flagged.has(key(x, y));
}

/** Ratings of the snapshot's first models over time, or null while there is one moment only. */
export function drawHistory(
	snapshot: Snapshot,
	points: readonly { at: string; model: string; rating: number }[],
	nameOf: (slug: string) => string,
	words: { title: string; text?: string; formatTime: (atMs: number) => string },
	width?: number,
): SvgNode | null {
	const shown = ratedRows(snapshot)
		.slice(0, HISTORY_MAX)
		.map((row) => row.model);
	const kept = points.filter((point) => shown.includes(point.model));
	if (new Set(kept.map((point) => point.at)).size < 2) return null;
	return historyPlot(
		kept.map((point) => ({
			atMs: Date.parse(point.at),
			line: point.model,
			label: nameOf(point.model),
			rating: point.rating,
		})),
		words,
		width,
	);
}
