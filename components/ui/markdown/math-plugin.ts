import "katex/dist/katex.min.css";
import { math } from "@streamdown/math";
import type { MathPlugin } from "streamdown";
import type { PluginTuple } from "unified";

const [katex] = math.rehypePlugin as PluginTuple<unknown[]>;

/** Formulas without links, images or classes of the model's choosing, and no larger than a page. */
export const mathPlugin: MathPlugin = {
	...math,
	rehypePlugin: [
		katex,
		{ trust: false, strict: "ignore", maxSize: 20, maxExpand: 500, errorColor: "var(--danger)" },
	],
};
