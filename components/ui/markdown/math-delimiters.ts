const mark = "$$";
const spans =
	/(^|\n)(`{3,}|~{3,})[\s\S]*?(?:\n\2[`~]*(?=\n|$)|$)|(`+)[\s\S]*?\3(?!`)|\\\[([\s\S]+?)\\\]|\\\(([\s\S]+?)\\\)/g;

/**
 * Turns TeX's own delimiters, `\( … \)` and `\[ … \]`, which many models write, into the `$$` that
 * the Markdown reader knows. Code, fenced or inline, stays as it is; so does a formula whose end has
 * not arrived.
 */
export function withDollarMath(text: string): string {
	if (!text.includes("\\(") && !text.includes("\\[")) return text;
	return text.replace(spans, (whole, _lead, _fence, _ticks, display, inline) => {
		if (display !== undefined) return ["", mark, String(display).trim(), mark, ""].join("\n");
		if (inline !== undefined) return mark + String(inline).trim() + mark;
		return whole;
	});
}
