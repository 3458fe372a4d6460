import { fitLabel, labelWidth } from "#components/ranking/charts/label-width.ts";
import {
	figuresFont,
	ink,
	round,
	type SvgNode,
	svgLabel,
	svgNode,
	svgRoot,
} from "#components/ranking/charts/svg-tree.ts";

export interface TurnLine {
	label: string;
	/** In the order of the turns; shares from 0 to 1. Bounds are null where they are unknown. */
	points: readonly { turn: number; mean: number; lower: number | null; upper: number | null }[];
}

const HEIGHT = 300;
const LEFT = 52;
const TOP = 12;
const BOTTOM = 48;
const LABEL_GAP = 16;
const TICKS = [0, 0.25, 0.5, 0.75, 1];
const dashes = ["none", "7 4", "2 4", "10 3 2 3", "1 3", "14 5"];

/**
 * Shares by turn, one line for each model, named at its end and told apart by its dashes. Intervals are upright lines,
 * moved a little apart so that they do not cover each other.
 */
export function turnPlot(
	lines: readonly TurnLine[],
	words: { title: string; text: string; axis: string; share: (value: number) => string },
	width = 640,
): SvgNode {
	const right = labelWidth(lines.map(({ label }) => label)) + 8;
	const turns = [...new Set(lines.flatMap(({ points }) => points.map(({ turn }) => turn)))].sort(
		(a, b) => a - b,
	);
	const [first = 1, last = 1] = [turns[0], turns.at(-1)];
	const plotWidth = width - LEFT - right;
	const step = plotWidth / Math.max(1, last - first);
	const spread = Math.min(4, step / (2 * Math.max(1, lines.length)));
	const x = (turn: number, line: number) =>
		round(LEFT + (turn - first) * step + (line - (lines.length - 1) / 2) * spread);
	const y = (share: number) => round(TOP + (1 - share) * (HEIGHT - TOP - BOTTOM));
	const bottom = HEIGHT - BOTTOM;
	const ends = apart(lines.map(({ label, points }) => ({ label, y: y(points.at(-1)?.mean ?? 0) })));
	const every = Math.ceil(turns.length / Math.max(2, Math.floor(plotWidth / 32)));
	return svgRoot(
		width,
		HEIGHT,
		words.title,
		[
			...TICKS.flatMap((tick) => [
				rule(LEFT, LEFT + plotWidth, y(tick)),
				svgLabel(LEFT - 8, y(tick), words.share(tick), {
					anchor: "end",
					fill: ink.quiet,
					font: figuresFont,
					size: 12,
				}),
			]),
			...turns
				.filter((_, i) => i % every === 0)
				.map((turn) =>
					svgLabel(LEFT + (turn - first) * step, bottom + 16, String(turn), {
						anchor: "middle",
						fill: ink.quiet,
						font: figuresFont,
						size: 12,
					}),
				),
			svgLabel(LEFT + plotWidth / 2, bottom + 36, words.axis, {
				anchor: "middle",
				fill: ink.quiet,
				size: 13,
			}),
			...lines.flatMap((line, index) => lineOf(line, index, x, y)),
			...ends.map((end) =>
				svgLabel(LEFT + plotWidth + 14, end.y, fitLabel(end.label, right - 8), { size: 13 }),
			),
		],
		words.text,
	);
}

function rule(x1: number, x2: number, y: number): SvgNode {
	return svgNode("line", { x1, x2, y1: y, y2: y, stroke: ink.line });
}

function lineOf(
	{ points }: TurnLine,
	index: number,
	x: (turn: number, line: number) => number,
	y: (share: number) => number,
): SvgNode[] {
	return [
		svgNode("polyline", {
			points: points.map(({ turn, mean }) => `${x(turn, index)},${y(mean)}`).join(" "),
			fill: "none",
			stroke: ink.accent,
			strokeWidth: 2,
			strokeDasharray: dashes[index % dashes.length] ?? "none",
			strokeLinejoin: "round",
		}),
		...points.flatMap(({ turn, mean, lower, upper }) => [
			...(lower === null || upper === null
				? []
				: [
						svgNode("line", {
							x1: x(turn, index),
							x2: x(turn, index),
							// A t interval of a share may leave 0 to 1; the drawing does not.
							y1: y(Math.max(0, lower)),
							y2: y(Math.min(1, upper)),
							stroke: ink.accent,
							strokeWidth: 1.5,
							strokeOpacity: 0.45,
						}),
					]),
			svgNode("circle", { cx: x(turn, index), cy: y(mean), r: 3, fill: ink.accent }),
		]),
	];
}

/** Moves labels apart so that none covers another, keeping their order. */
function apart(labels: readonly { label: string; y: number }[]): { label: string; y: number }[] {
	let lowest = Number.NEGATIVE_INFINITY;
	const placed = [...labels]
		.sort((p, q) => p.y - q.y)
		.map((each) => {
			lowest = Math.max(each.y, lowest + LABEL_GAP);
			return { ...each, y: lowest };
		});
	const over = (placed.at(-1)?.y ?? 0) - (HEIGHT - BOTTOM + 8);
	return over > 0 ? placed.map((each) => ({ ...each, y: Math.max(8, each.y - over) })) : placed;
}
