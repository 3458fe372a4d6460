const fenced = /^```[ \t]*[A-Za-z]*[ \t]*\r?\n?([\s\S]*?)\r?\n?[ \t]*```$/;

/**
 * The JSON object or list that a whole reply is, bare or inside one code fence. `undefined` when
 * the reply is none: with words around it, cut off, or a bare string or number.
 */
export function jsonBody(text: string): object | undefined {
	const trimmed = text.trim();
	const body = fenced.exec(trimmed)?.[1] ?? trimmed;
	try {
		const value: unknown = JSON.parse(body);
		return typeof value === "object" && value !== null ? value : undefined;
	} catch {
		// Not JSON is one of the two answers here, and the check reports it as such.
		return undefined;
	}
}
