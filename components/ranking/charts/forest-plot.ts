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

export type ForestRow = {
	label: string;
	estimate: number;
	lower: number;
	upper: number;
	/** The estimate in figures, at the right edge. */
	value: string;
	/** The row in a sentence, shown where a pointer rests. */
	words: string;
};

const ROW = 30;
const HEAD = 26;
const FOOT = 44;
const RIGHT = 72;

/**
 * Estimates with their intervals around a line at zero. Filled when the interval leaves zero out,
 * hollow when it holds it, so that colour is not needed. `towards` names what either side means.
 */
export function forestPlot(
	rows: readonly ForestRow[],
	words: { title: string; text: string; axis: string; towards: readonly [string, string] },
	width = 640,
): SvgNode {
	const left = labelWidth(rows.map((row) => row.label));
	const low = Math.min(0, ...rows.map((row) => row.lower));
	const high = Math.max(0, ...rows.map((row) => row.upper));
	const pad = Math.max((high - low) * 0.05, 1e-6);
	const x = (value: number) =>
		left + ((value - low + pad) / (high - low + 2 * pad)) * (width - left - RIGHT);
	const bottom = HEAD + rows.length * ROW;
	const vertical = (at: number, stroke: string, strokeWidth: number) =>
		svgNode("line", { x1: round(at), x2: round(at), y1: HEAD, y2: bottom, stroke, strokeWidth });
	const side = (at: number, text: string, anchor: "start" | "end") =>
		svgLabel(at, HEAD - 14, text, { anchor, fill: ink.quiet, size: 12 });
	return svgRoot(
		width,
		bottom + FOOT,
		words.title,
		[
			...roundTicks(low - pad, high + pad, 6).flatMap((tick) => [
				vertical(x(tick), ink.line, 1),
				svgLabel(x(tick), bottom + 14, String(tick), {
					anchor: "middle",
					fill: ink.quiet,
					font: figuresFont,
					size: 12,
				}),
			]),
			vertical(x(0), ink.strong, 2),
			side(left, words.towards[0], "start"),
			side(width - RIGHT, words.towards[1], "end"),
			svgLabel((left + width - RIGHT) / 2, bottom + 34, words.axis, {
				anchor: "middle",
				fill: ink.quiet,
				size: 13,
			}),
			...rows.map((row, index) => rowOf(row, HEAD + index * ROW + ROW / 2, { left, width, x })),
		],
		words.text,
	);
}

function rowOf(
	row: ForestRow,
	y: number,
	place: { left: number; width: number; x: (value: number) => number },
): SvgNode {
	const { left, width, x } = place;
	const isClear = row.lower > 0 || row.upper < 0;
	return svgNode(
		"g",
		{},
		svgNode("title", {}, row.words),
		// A whole row answers to the pointer, not only its thin marks.
		svgNode("rect", { x: 0, y: y - ROW / 2, width, height: ROW, fill: "transparent" }),
		svgLabel(left - 12, y, fitLabel(row.label, left), { anchor: "end" }),
		svgNode("line", {
			x1: round(x(row.lower)),
			x2: round(x(row.upper)),
			y1: y,
			y2: y,
			stroke: ink.accent,
			strokeWidth: 2.5,
			strokeLinecap: "round",
		}),
		svgNode("circle", {
			cx: round(x(row.estimate)),
			cy: y,
			r: 5,
			fill: isClear ? ink.accent : ink.ground,
			stroke: ink.accent,
			strokeWidth: 2,
		}),
		svgLabel(width - 4, y, row.value, { anchor: "end", font: figuresFont }),
	);
}
