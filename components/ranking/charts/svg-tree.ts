import { createElement, type ReactElement } from "react";

/** A drawing as plain data, so that one definition is shown in a page and sent as a file. */
export type SvgNode = {
	tag: string;
	/** Attribute names as React spells them. */
	attributes: Record<string, string | number>;
	children: readonly (SvgNode | string)[];
};

export const svgNode = (
	tag: string,
	attributes: SvgNode["attributes"] = {},
	...children: readonly (SvgNode | string)[]
): SvgNode => ({ tag, attributes, children });

/** The drawing as React elements. */
export function svgElement(node: SvgNode, key?: number): ReactElement {
	return createElement(
		node.tag,
		{ ...node.attributes, key },
		...node.children.map((child, index) =>
			typeof child === "string" ? child : svgElement(child, index),
		),
	);
}

/** The drawing as a file of its own: colours fall back to those of the light theme. */
export function svgText(node: SvgNode): string {
	return `<?xml version="1.0" encoding="UTF-8"?>\n${write({
		...node,
		attributes: { xmlns: "http://www.w3.org/2000/svg", ...node.attributes },
	})}\n`;
}

const keptNames = new Set(["viewBox", "preserveAspectRatio"]);

function write(node: SvgNode): string {
	const attributes = Object.entries(node.attributes)
		.filter(([name]) => name !== "className")
		.map(([name, value]) => {
			const spelt = keptNames.has(name)
				? name
				: name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
			return ` ${spelt}="${escapeXml(String(value))}"`;
		})
		.join("");
	const children = node.children
		.map((c) => (typeof c === "string" ? escapeXml(c) : write(c)))
		.join("");
	return `<${node.tag}${attributes}>${children}</${node.tag}>`;
}

function escapeXml(text: string): string {
	return text
		.replaceAll("&", "&amp;")
		.replaceAll("<", "&lt;")
		.replaceAll(">", "&gt;")
		.replaceAll('"', "&quot;");
}

/** The theme's colours with the light theme's as fallback for a file that stands alone. */
export const ink = {
	text: "var(--ink, #231f18)",
	quiet: "var(--quiet, #5f5748)",
	line: "var(--line, #d9d0bf)",
	strong: "var(--line-strong, #8b8270)",
	accent: "var(--accent, #5b3a67)",
	onAccent: "var(--on-accent, #fdfbf6)",
	ground: "var(--raised, #fdfbf6)",
} as const;

export const figuresFont = "'Atkinson Hyperlegible Mono Variable', ui-monospace, monospace";
export const textFont = "'Atkinson Hyperlegible Next Variable', system-ui, sans-serif";

/** A text label; `anchor` as SVG's text-anchor. */
export function svgLabel(
	x: number,
	y: number,
	text: string,
	options: {
		anchor?: "start" | "middle" | "end";
		fill?: string;
		font?: string;
		size?: number;
	} = {},
): SvgNode {
	return svgNode(
		"text",
		{
			x: round(x),
			y: round(y),
			textAnchor: options.anchor ?? "start",
			fill: options.fill ?? ink.text,
			fontFamily: options.font ?? textFont,
			fontSize: options.size ?? 14,
			dominantBaseline: "central",
		},
		text,
	);
}

/** Two decimals are enough for any screen and keep the bytes few. */
export const round = (value: number): number => Math.round(value * 100) / 100;

/** The outer element: its own size in pixels, a title and what it shows for those who cannot see it. */
export function svgRoot(
	width: number,
	height: number,
	title: string,
	children: SvgNode[],
	description?: string,
): SvgNode {
	return svgNode(
		"svg",
		{
			viewBox: `0 0 ${round(width)} ${round(height)}`,
			width: round(width),
			height: round(height),
			role: "img",
		},
		svgNode("title", {}, title),
		...(description === undefined ? [] : [svgNode("desc", {}, description)]),
		...children,
	);
}

/** About `count` round numbers that cover from `low` to `high`. */
export function roundTicks(low: number, high: number, count: number): number[] {
	const span = Math.max(high - low, 1e-9);
	const power = 10 ** Math.floor(Math.log10(span / count));
	const step = [1, 2, 5, 10].map((m) => m * power).find((s) => span / s <= count) ?? 10 * power;
	const ticks: number[] = [];
	for (let tick = Math.ceil(low / step) * step; tick <= high + step * 1e-9; tick += step)
		ticks.push(Math.round(tick / step) * step);
	return ticks;
}
