import { across, type RowLayout, rowLayout } from "./row-layout.ts";
import {
	figuresFont,
	ink,
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

const HEAD = 26;
const FOOT = 44;

/**
 * Estimates with their intervals around a line at zero. Filled when the interval leaves zero out,
 * hollow when it holds it, so that colour is not needed. `towards` names what either side means.
 */
export function forestPlot(
	rows: readonly ForestRow[],
	words: { title: string; text: string; axis: string; towards: readonly [string, string] },
	width = 640,
): SvgNode {
	const names = rows.map((row) => row.label);
	const layout = rowLayout(names, width, { row: 30, valueWidth: 72 });
	const low = Math.min(0, ...rows.map((row) => row.lower));
	const high = Math.max(0, ...rows.map((row) => row.upper));
	const pad = Math.max((high - low) * 0.05, 1e-6);
	const x = across(layout, low - pad, high + pad);
	const bottom = HEAD + rows.length * layout.row;
	const side = (at: number, text: string, anchor: "start" | "end") =>
		svgLabel(at, HEAD - 14, text, { anchor, fill: ink.quiet, size: 12 });
	return svgRoot(
		width,
		bottom + FOOT,
		words.title,
		[
			...roundTicks(low - pad, high + pad, width < 480 ? 4 : 6).flatMap((tick) => [
				...layout.rule(x(tick), HEAD, ink.line),
				svgLabel(x(tick), bottom + 14, String(tick), {
					anchor: "middle",
					fill: ink.quiet,
					font: figuresFont,
					size: 12,
				}),
			]),
			...layout.rule(x(0), HEAD, ink.strong, 2),
			side(layout.left, words.towards[0], "start"),
			side(layout.right, words.towards[1], "end"),
			svgLabel((layout.left + layout.right) / 2, bottom + 34, words.axis, {
				anchor: "middle",
				fill: ink.quiet,
				size: 13,
			}),
			...rows.map((row, index) => rowOf(row, HEAD + index * layout.row, { layout, width, x })),
		],
		words.text,
	);
}

function rowOf(
	row: ForestRow,
	top: number,
	place: { layout: RowLayout; width: number; x: (value: number) => number },
): SvgNode {
	const { layout, width, x } = place;
	const y = top + layout.marks;
	const isClear = row.lower > 0 || row.upper < 0;
	return svgNode(
		"g",
		{},
		svgNode("title", {}, row.words),
		// A whole row answers to the pointer, not only its thin marks.
		svgNode("rect", { x: 0, y: top, width, height: layout.row, fill: "transparent" }),
		...layout.labels(row.label, row.value, top),
		svgNode("line", {
			x1: x(row.lower),
			x2: x(row.upper),
			y1: y,
			y2: y,
			stroke: ink.accent,
			strokeWidth: 2.5,
			strokeLinecap: "round",
		}),
		svgNode("circle", {
			cx: x(row.estimate),
			cy: y,
			r: 5,
			fill: isClear ? ink.accent : ink.ground,
			stroke: ink.accent,
			strokeWidth: 2,
		}),
	);
}
