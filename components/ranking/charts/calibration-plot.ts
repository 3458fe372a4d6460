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

export type CalibrationPoint = {
	expected: number;
	observed: number;
	lower: number;
	upper: number;
	votes: number;
	words: string;
};

const WIDTH = 420;
const LEFT = 60;
const TOP = 14;
const RIGHT = 20;
const BOTTOM = 52;

/** What was expected of the favourite against what came out, with the line on which both agree. */
export function calibrationPlot(
	points: readonly CalibrationPoint[],
	words: {
		title: string;
		text: string;
		across: string;
		up: string;
		formatShare: (share: number) => string;
	},
	width = WIDTH,
): SvgNode {
	const size = width - LEFT - RIGHT;
	const low = Math.min(0.5, Math.floor(Math.min(...points.map((p) => p.lower)) * 10) / 10);
	const x = (share: number) => LEFT + ((share - 0.5) / 0.5) * size;
	const y = (share: number) => TOP + ((1 - share) / (1 - low)) * size;
	const most = Math.max(...points.map((point) => point.votes));
	const bottom = TOP + size;
	const upright = svgLabel(0, 0, words.up, { anchor: "middle", fill: ink.quiet, size: 13 });
	const number = { fill: ink.quiet, font: figuresFont, size: 12 };
	const rule = (x1: number, y1: number, x2: number, y2: number) => ({
		x1: round(x1),
		y1: round(y1),
		x2: round(x2),
		y2: round(y2),
	});
	return svgRoot(
		width,
		bottom + BOTTOM,
		words.title,
		[
			...roundTicks(low, 1, 6).flatMap((tick) => [
				svgNode("line", { ...rule(LEFT, y(tick), LEFT + size, y(tick)), stroke: ink.line }),
				svgLabel(LEFT - 8, y(tick), words.formatShare(tick), { ...number, anchor: "end" }),
			]),
			...[0.5, 0.6, 0.7, 0.8, 0.9, 1].map((tick) =>
				svgLabel(x(tick), bottom + 16, words.formatShare(tick), { ...number, anchor: "middle" }),
			),
			svgNode("line", {
				...rule(x(0.5), y(0.5), x(1), y(1)),
				stroke: ink.strong,
				strokeWidth: 1.5,
				strokeDasharray: "6 5",
			}),
			svgLabel(LEFT + size / 2, bottom + 40, words.across, {
				anchor: "middle",
				fill: ink.quiet,
				size: 13,
			}),
			{
				...upright,
				attributes: {
					...upright.attributes,
					transform: `translate(12 ${TOP + size / 2}) rotate(-90)`,
				},
			},
			...points.map((point) =>
				svgNode(
					"g",
					{},
					svgNode("title", {}, point.words),
					svgNode("line", {
						...rule(x(point.expected), y(point.lower), x(point.expected), y(point.upper)),
						stroke: ink.accent,
						strokeWidth: 2.5,
						strokeLinecap: "round",
					}),
					// Larger where more votes speak; the area says how many.
					svgNode("circle", {
						cx: round(x(point.expected)),
						cy: round(y(point.observed)),
						r: round(3.5 + 4.5 * Math.sqrt(point.votes / most)),
						fill: ink.accent,
						stroke: ink.ground,
						strokeWidth: 1.5,
					}),
				),
			),
		],
		words.text,
	);
}
