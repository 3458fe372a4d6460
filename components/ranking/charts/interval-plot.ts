import { across, rowLayout } from "./row-layout.ts";
import {
	figuresFont,
	ink,
	roundTicks,
	type SvgNode,
	svgLabel,
	svgNode,
	svgRoot,
} from "./svg-tree.ts";

export type IntervalRow = {
	label: string;
	rating: number;
	lower: number;
	upper: number;
	/** Drawn hollow: the rating may still move. */
	isPreliminary: boolean;
};

const HEAD = 8;
const FOOT = 44;

/** Ratings with their intervals, best first; widths in pixels. */
export function intervalPlot(
	rows: readonly IntervalRow[],
	words: { title: string; text?: string; axis: string },
	width = 640,
): SvgNode {
	const names = rows.map((row) => row.label);
	const layout = rowLayout(names, width, { row: 30, valueWidth: 64 });
	const low = Math.min(...rows.map((row) => row.lower));
	const high = Math.max(...rows.map((row) => row.upper));
	const pad = Math.max((high - low) * 0.04, 1);
	const x = across(layout, low - pad, high + pad);
	const bottom = HEAD + rows.length * layout.row;
	const ticks = roundTicks(low - pad, high + pad, width < 480 ? 4 : 6);
	const children = [
		...ticks.flatMap((tick) => [
			...layout.rule(x(tick), HEAD, ink.line),
			svgLabel(x(tick), bottom + 14, String(Math.round(tick)), {
				anchor: "middle",
				fill: ink.quiet,
				font: figuresFont,
				size: 12,
			}),
		]),
		svgLabel((layout.left + layout.right) / 2, bottom + 34, words.axis, {
			anchor: "middle",
			fill: ink.quiet,
			size: 13,
		}),
		...rows.flatMap((row, index) => {
			const top = HEAD + index * layout.row;
			const y = top + layout.marks;
			return [
				...layout.labels(row.label, String(Math.round(row.rating)), top),
				svgNode("line", {
					x1: x(row.lower),
					x2: x(row.upper),
					y1: y,
					y2: y,
					stroke: ink.accent,
					strokeWidth: 6,
					strokeOpacity: 0.35,
					strokeLinecap: "round",
				}),
				svgNode("circle", {
					cx: x(row.rating),
					cy: y,
					r: 5,
					fill: row.isPreliminary ? ink.ground : ink.accent,
					stroke: ink.accent,
					strokeWidth: 2,
				}),
			];
		}),
	];
	return svgRoot(width, bottom + FOOT, words.title, children, words.text);
}
