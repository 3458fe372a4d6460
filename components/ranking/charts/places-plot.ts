import { rowLayout } from "./row-layout.ts";
import {
	figuresFont,
	ink,
	round,
	roundTicks,
	type SvgNode,
	svgLabel,
	svgNode,
	svgRoot,
} from "./svg-tree.ts";

export type PlaceRow = {
	label: string;
	/** Places that hold for all models at once. */
	rankLower: number;
	rankUpper: number;
	/** Places that the model's own interval allows, as the table has them; null without a rating. */
	own: { rankLower: number; rankUpper: number } | null;
	/** The chance of being best, in figures, at the right edge. */
	value: string;
	words: string;
};

const HEAD = 30;
const FOOT = 44;

/** Which places are possible: a thin bar for all models at once, a thick one for each by itself. */
export function placesPlot(
	rows: readonly PlaceRow[],
	words: { title: string; text: string; axis: string; value: string },
	width = 640,
): SvgNode {
	const names = rows.map((row) => row.label);
	const layout = rowLayout(names, width, { row: 28, valueWidth: 92 });
	const { left, right } = layout;
	const last = Math.max(...rows.map((row) => Math.max(row.rankUpper, row.own?.rankUpper ?? 1)));
	const step = (right - left) / last;
	// A place is as wide as a step, so that one that is certain can be seen.
	const from = (place: number) => left + (place - 1) * step;
	const bottom = HEAD + rows.length * layout.row;
	const ticks = [
		...new Set([1, ...roundTicks(1, last, width < 480 ? 5 : 8).filter(Number.isInteger), last]),
	];
	const band = (places: { rankLower: number; rankUpper: number }, y: number, height: number) => ({
		x: round(from(places.rankLower) + Math.min(2, step * 0.1)),
		y: y - height / 2,
		width: round((places.rankUpper - places.rankLower + 1) * step - 2 * Math.min(2, step * 0.1)),
		height,
		rx: Math.min(4, height / 2),
		fill: ink.accent,
	});
	return svgRoot(
		width,
		bottom + FOOT,
		words.title,
		[
			...ticks.flatMap((tick, index) => [
				...layout.rule(round(from(tick) + step / 2), HEAD, ink.line),
				// The last place may stand so near to a round one that only one of them can be named.
				...(index < ticks.length - 1 && (last - tick) * step < 24 && tick !== 1
					? []
					: [
							svgLabel(from(tick) + step / 2, bottom + 14, String(tick), {
								anchor: "middle",
								fill: ink.quiet,
								font: figuresFont,
								size: 12,
							}),
						]),
			]),
			svgLabel((left + right) / 2, bottom + 34, words.axis, {
				anchor: "middle",
				fill: ink.quiet,
				size: 13,
			}),
			svgLabel(width - 4, HEAD - 16, words.value, { anchor: "end", fill: ink.quiet, size: 12 }),
			...rows.map((row, index) => {
				const top = HEAD + index * layout.row;
				const y = top + layout.marks;
				return svgNode(
					"g",
					{},
					svgNode("title", {}, row.words),
					svgNode("rect", { x: 0, y: top, width, height: layout.row, fill: "transparent" }),
					...layout.labels(row.label, row.value, top),
					svgNode("rect", { ...band(row, y, 5), fillOpacity: 0.45 }),
					...(row.own === null ? [] : [svgNode("rect", band(row.own, y, 13))]),
				);
			}),
		],
		words.text,
	);
}
