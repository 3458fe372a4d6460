import { fitLabel, labelWidth } from "./label-width.ts";
import { figuresFont, ink, round, type SvgNode, svgLabel, svgNode, svgRoot } from "./svg-tree.ts";

export type DifferenceCell = {
	/** Positions in the labels: names do not tell two models apart. */
	row: number;
	column: number;
	/** What stands in the cell: points, or a sign for "cannot be told apart". */
	value: string;
	isDecided: boolean;
	/** The pair in a sentence, shown where a pointer rests. */
	words: string;
};

const CELL = 56;
const ROW = 36;

/**
 * How far the model of the row is ahead of the model of the column, as steps: each pair stands once,
 * the row's label before the column's.
 * Decided pairs are filled, the others an empty frame.
 */
export function differencePlot(
	labels: readonly string[],
	cells: readonly DifferenceCell[],
	words: { title: string; text: string },
	labelMax?: number,
): SvgNode {
	const rows = labels.slice(0, -1);
	const columns = labels.slice(1);
	const left = labelWidth(rows, labelMax);
	const slope = labelWidth(columns, labelMax) * 0.72;
	const width = left + columns.length * CELL + slope * 0.6;
	const top = slope + 8;
	return svgRoot(
		width,
		top + rows.length * ROW + 4,
		words.title,
		[
			...columns.map((label, index) => {
				const head = svgLabel(0, 0, fitLabel(label, labelWidth(columns, labelMax)));
				const x = round(left + index * CELL + CELL / 2);
				const transform = `translate(${x} ${round(slope)}) rotate(-45)`;
				return { ...head, attributes: { ...head.attributes, transform } };
			}),
			...rows.map((label, index) =>
				svgLabel(left - 12, top + index * ROW + ROW / 2, fitLabel(label, left), { anchor: "end" }),
			),
			...cells.map((cell) => cellOf(cell, left + (cell.column - 1) * CELL, top + cell.row * ROW)),
		],
		words.text,
	);
}

function cellOf(cell: DifferenceCell, x: number, y: number): SvgNode {
	const box = { x: round(x + 1.5), y: round(y + 1.5), width: CELL - 3, height: ROW - 3, rx: 3 };
	return svgNode(
		"g",
		{},
		svgNode("title", {}, cell.words),
		cell.isDecided
			? svgNode("rect", { ...box, fill: ink.accent })
			: svgNode("rect", { ...box, fill: ink.ground, stroke: ink.line }),
		svgLabel(x + CELL / 2, y + ROW / 2, cell.value, {
			anchor: "middle",
			font: figuresFont,
			size: 13,
			fill: cell.isDecided ? ink.onAccent : ink.quiet,
		}),
	);
}
