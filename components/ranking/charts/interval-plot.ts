import { fitLabel, labelWidth } from "./label-width.ts";
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

export type IntervalRow = {
	label: string;
	rating: number;
	lower: number;
	upper: number;
	/** Drawn hollow: the rating may still move. */
	isPreliminary: boolean;
};

const ROW = 30;
const HEAD = 8;
const FOOT = 44;
const RIGHT = 64;

/** Ratings with their intervals, best first; widths in pixels. */
export function intervalPlot(
	rows: readonly IntervalRow[],
	words: { title: string; text?: string; axis: string },
	width = 640,
): SvgNode {
	const left = labelWidth(rows.map((row) => row.label));
	const low = Math.min(...rows.map((row) => row.lower));
	const high = Math.max(...rows.map((row) => row.upper));
	const pad = Math.max((high - low) * 0.04, 1);
	const x = (value: number) =>
		left + ((value - low + pad) / (high - low + 2 * pad)) * (width - left - RIGHT);
	const height = HEAD + rows.length * ROW + FOOT;
	const bottom = HEAD + rows.length * ROW;
	const ticks = roundTicks(low - pad, high + pad, 6);
	const children = [
		...ticks.flatMap((tick) => [
			svgNode("line", {
				x1: round(x(tick)),
				x2: round(x(tick)),
				y1: HEAD,
				y2: bottom,
				stroke: ink.line,
			}),
			svgLabel(x(tick), bottom + 14, String(round(tick)), {
				anchor: "middle",
				fill: ink.quiet,
				font: figuresFont,
				size: 12,
			}),
		]),
		svgLabel((left + width - RIGHT) / 2, bottom + 34, words.axis, {
			anchor: "middle",
			fill: ink.quiet,
			size: 13,
		}),
		...rows.flatMap((row, index) => {
			const y = HEAD + index * ROW + ROW / 2;
			return [
				svgLabel(left - 12, y, fitLabel(row.label, left), { anchor: "end" }),
				svgNode("line", {
					x1: round(x(row.lower)),
					x2: round(x(row.upper)),
					y1: y,
					y2: y,
					stroke: ink.accent,
					strokeWidth: 6,
					strokeOpacity: 0.35,
					strokeLinecap: "round",
				}),
				svgNode("circle", {
					cx: round(x(row.rating)),
					cy: y,
					r: 5,
					fill: row.isPreliminary ? ink.ground : ink.accent,
					stroke: ink.accent,
					strokeWidth: 2,
				}),
				svgLabel(width - 4, y, String(Math.round(row.rating)), {
					anchor: "end",
					font: figuresFont,
				}),
			];
		}),
	];
	return svgRoot(width, height, words.title, children, words.text);
}
