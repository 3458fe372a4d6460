import { fitLabel, labelWidth } from "./label-width.ts";
import { figuresFont, round, type SvgNode, svgLabel, svgNode } from "./svg-tree.ts";

/** Width of a drawing on a phone; there a row's label stands above its marks instead of beside them. */
export const NARROW = 328;
const STACKED_BELOW = 480;
const EDGE = 8;
const STACKED_ROW = 44;
const STACKED_LABEL = 11;
const STACKED_MARKS = 31;

export type RowLayout = {
	/** Where marks may begin and end, across. */
	left: number;
	right: number;
	/** Height of a row, and where its marks stand from its top. */
	row: number;
	marks: number;
	/** A row's name and its figure, `top` being the row's upper edge. */
	labels: (name: string, value: string, top: number) => SvgNode[];
	/** An upright line behind the marks of all rows from `top` on; it does not run through labels. */
	rule: (x: number, top: number, stroke: string, strokeWidth?: number) => SvgNode[];
};

/** Lays out rows of a name, marks and a figure. `row` and `valueWidth` are for wide drawings. */
export function rowLayout(
	names: readonly string[],
	width: number,
	options: { row: number; valueWidth: number },
): RowLayout {
	const line = (x: number, y1: number, y2: number, stroke: string, strokeWidth: number) =>
		svgNode("line", { x1: x, x2: x, y1, y2, stroke, strokeWidth });
	if (width < STACKED_BELOW)
		return {
			left: EDGE,
			right: width - EDGE,
			row: STACKED_ROW,
			marks: STACKED_MARKS,
			labels: (name, value, top) => [
				svgLabel(0, top + STACKED_LABEL, fitLabel(name, width - options.valueWidth)),
				svgLabel(width, top + STACKED_LABEL, value, { anchor: "end", font: figuresFont }),
			],
			rule: (x, top, stroke, strokeWidth = 1) =>
				names.map((_, index) => {
					const row = top + index * STACKED_ROW;
					return line(x, row + STACKED_LABEL * 2, row + STACKED_ROW - 3, stroke, strokeWidth);
				}),
		};
	const left = labelWidth(names);
	return {
		left,
		right: width - options.valueWidth,
		row: options.row,
		marks: options.row / 2,
		labels: (name, value, top) => [
			svgLabel(left - 12, top + options.row / 2, fitLabel(name, left), { anchor: "end" }),
			svgLabel(width - 4, top + options.row / 2, value, { anchor: "end", font: figuresFont }),
		],
		rule: (x, top, stroke, strokeWidth = 1) => [
			line(x, top, top + names.length * options.row, stroke, strokeWidth),
		],
	};
}

/** A function from values to places across, from `low` at `left` to `high` at `right`. */
export function across(
	{ left, right }: Pick<RowLayout, "left" | "right">,
	low: number,
	high: number,
): (value: number) => number {
	return (value) => round(left + ((value - low) / (high - low)) * (right - left));
}
