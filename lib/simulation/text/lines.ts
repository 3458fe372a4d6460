const lineBreak = /\r\n|[\n\r\u2028\u2029\u0085\v\f]/;

/**
 * The lines of a text, by every line break that Unicode knows (UAX #14, BK, CR, LF and NL): what a pattern, a model
 * or a screen may take for the start of a line is one here.
 */
export function linesOf(text: string): string[] {
	return text.split(lineBreak);
}
