const fence = "```";

/** What one code fence around the whole text holds, or the text. By hand: one pattern for it takes cubic time. */
function withoutFence(text: string): string {
	const isFenced =
		text.length >= 2 * fence.length && text.startsWith(fence) && text.endsWith(fence);
	return isFenced ? text.slice(fence.length, -fence.length).replace(/^[ \t]*[A-Za-z]*/, "") : text;
}

/**
 * The JSON object or list that a whole reply is, bare or inside one code fence. `undefined` when
 * the reply is none: with words around it, cut off, or a bare string or number.
 */
export function jsonBody(text: string): object | undefined {
	try {
		const value: unknown = JSON.parse(withoutFence(text.trim()));
		return typeof value === "object" && value !== null ? value : undefined;
	} catch {
		// Not JSON is one of the two answers here, and the check reports it as such.
		return undefined;
	}
}
