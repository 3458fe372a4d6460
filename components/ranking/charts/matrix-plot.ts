import { fitLabel, labelWidth } from "./label-width.ts";
import { figuresFont, ink, round, type SvgNode, svgLabel, svgNode, svgRoot } from "./svg-tree.ts";

export type MatrixCell = {
	/** Positions in the labels: names do not tell two models apart. */
	row: number;
	column: number;
	winRate: number;
	votes: number;
	/** Marked in its corner: the ratings do not explain this pair. */
	isFlagged?: boolean;
	/** The pair in a sentence, shown where a pointer rests. */
	words?: string;
};

const CELL = 52;
const ROW = 36;

/** Win rates of the row against the column: the darker, the more often the row won. */
export function matrixPlot(
	labels: readonly string[],
	cells: readonly MatrixCell[],
	words: { title: string; text?: string; formatShare: (share: number) => string },
	labelMax?: number,
): SvgNode {
	const left = labelWidth(labels, labelMax);
	// Column heads run up at 45 degrees: their height, and what the last one needs to its right.
	const slope = left * 0.72;
	const width = left + labels.length * CELL + slope * 0.6;
	const height = slope + 8 + labels.length * ROW;
	const children = [
		...labels.map((label, index) => {
			const cx = left + index * CELL + CELL / 2;
			const head = svgLabel(0, 0, fitLabel(label, left));
			return {
				...head,
				attributes: { ...head.attributes, transform: `translate(${cx} ${slope}) rotate(-45)` },
			};
		}),
		...labels.map((label, index) =>
			svgLabel(left - 12, slope + 8 + index * ROW + ROW / 2, fitLabel(label, left), {
				anchor: "end",
			}),
		),
		...labels.map((_, index) =>
			svgNode("rect", {
				x: left + index * CELL + 1,
				y: slope + 8 + index * ROW + 1,
				width: CELL - 2,
				height: ROW - 2,
				fill: ink.line,
				fillOpacity: 0.5,
			}),
		),
		...cells.flatMap((cell) => {
			const x = left + cell.column * CELL;
			const y = slope + 8 + cell.row * ROW;
			// Stronger above the middle with a step, so that text in either colour keeps its contrast.
			const isStrong = cell.winRate > 0.5;
			const strength = isStrong ? 0.78 + (cell.winRate - 0.5) * 0.44 : cell.winRate * 0.7;
			const box = { x: x + 1, y: y + 1, width: CELL - 2, height: ROW - 2 };
			const colour = isStrong ? ink.onAccent : ink.text;
			const parts = [
				svgNode("rect", { ...box, fill: ink.ground }),
				svgNode("rect", { ...box, fill: ink.accent, fillOpacity: round(strength) }),
				...(cell.isFlagged === true ? [flag(x + CELL - 1, y + 1, colour)] : []),
				svgLabel(x + CELL / 2, y + ROW / 2, words.formatShare(cell.winRate), {
					anchor: "middle",
					font: figuresFont,
					size: 13,
					fill: colour,
				}),
			];
			return cell.words === undefined
				? parts
				: [svgNode("g", {}, svgNode("title", {}, cell.words), ...parts)];
		}),
	];
	return svgRoot(width, height, words.title, children, words.text);
}

/** A folded corner. */
function flag(right: number, top: number, fill: string): SvgNode {
	const side = 9;
	return svgNode("polygon", {
		points: `${right - side},${top} ${right},${top} ${right},${top + side}`,
		fill,
	});
}
