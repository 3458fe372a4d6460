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

/** `line` tells lines apart, which labels need not do. */
export type HistoryPoint = { atMs: number; line: string; label: string; rating: number };

const HEIGHT = 300;
const LEFT = 52;
const TOP = 12;
const BOTTOM = 40;
const LABEL_GAP = 16;
const dashes = ["", "7 4", "2 4", "10 3 2 3", "1 3", "14 5"];

/** Ratings over time, each line named at its end. */
export function historyPlot(
	points: readonly HistoryPoint[],
	words: { title: string; text?: string; formatTime: (atMs: number) => string },
	width = 640,
): SvgNode {
	const right = labelWidth([...new Set(points.map((point) => point.label))]) + 8;
	const times = points.map((point) => point.atMs);
	const ratings = points.map((point) => point.rating);
	const [first, last] = [Math.min(...times), Math.max(...times)];
	const pad = Math.max((Math.max(...ratings) - Math.min(...ratings)) * 0.06, 5);
	const [low, high] = [Math.min(...ratings) - pad, Math.max(...ratings) + pad];
	const plotWidth = width - LEFT - right;
	const x = (at: number) =>
		LEFT + (last === first ? plotWidth : ((at - first) / (last - first)) * plotWidth);
	const y = (rating: number) => TOP + ((high - rating) / (high - low)) * (HEIGHT - TOP - BOTTOM);
	const lines = [...new Set(points.map((point) => point.line))].map((line) =>
		points.filter((point) => point.line === line),
	);
	const ends = spread(
		lines.map((line) => ({ label: line.at(-1)?.label ?? "", y: y(line.at(-1)?.rating ?? 0) })),
	);
	const bottom = HEIGHT - BOTTOM;
	const children = [
		...roundTicks(low, high, 6).flatMap((tick) => [
			svgNode("line", {
				x1: LEFT,
				x2: LEFT + plotWidth,
				y1: round(y(tick)),
				y2: round(y(tick)),
				stroke: ink.line,
			}),
			svgLabel(LEFT - 8, y(tick), String(round(tick)), {
				anchor: "end",
				fill: ink.quiet,
				font: figuresFont,
				size: 12,
			}),
		]),
		svgLabel(LEFT, bottom + 20, words.formatTime(first), { fill: ink.quiet, size: 12 }),
		...(last === first
			? []
			: [
					// Where both would not fit beside each other, the last moment stands a line lower.
					svgLabel(LEFT + plotWidth, bottom + (plotWidth < 320 ? 34 : 20), words.formatTime(last), {
						anchor: "end",
						fill: ink.quiet,
						size: 12,
					}),
				]),
		...lines.flatMap((line, index) => [
			svgNode("polyline", {
				points: line.map((point) => `${round(x(point.atMs))},${round(y(point.rating))}`).join(" "),
				fill: "none",
				stroke: ink.accent,
				strokeWidth: 2,
				strokeDasharray: dashes[index % dashes.length] || "none",
				strokeLinejoin: "round",
			}),
			...line.slice(-1).map((point) =>
				svgNode("circle", {
					cx: round(x(point.atMs)),
					cy: round(y(point.rating)),
					r: 3.5,
					fill: ink.accent,
				}),
			),
		]),
		...ends.map((end) =>
			svgLabel(LEFT + plotWidth + 10, end.y, fitLabel(end.label, right - 8), { size: 13 }),
		),
	];
	return svgRoot(width, HEIGHT, words.title, children, words.text);
}

/** Moves labels apart so that none covers another, keeping their order. */
function spread(labels: { label: string; y: number }[]): { label: string; y: number }[] {
	const sorted = [...labels].sort((p, q) => p.y - q.y);
	let lowest = Number.NEGATIVE_INFINITY;
	const placed = sorted.map((each) => {
		lowest = Math.max(each.y, lowest + LABEL_GAP);
		return { ...each, y: lowest };
	});
	const over = (placed.at(-1)?.y ?? 0) - (HEIGHT - BOTTOM + 8);
	return over > 0 ? placed.map((each) => ({ ...each, y: Math.max(8, each.y - over) })) : placed;
}
