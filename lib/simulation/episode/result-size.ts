import type { ToolResult } from "#lib/simulation/tools.ts";

/** Characters of one tool result, or of what an environment shows, where a policy says nothing. */
export const RESULT_CHARS_MAX = 40_000;

/** The text, or its beginning with a note that says so. Never cuts a character in two. */
export function cutText(text: string, charsMax: number = RESULT_CHARS_MAX): string {
	if (text.length <= charsMax) return text;
	const isPair = /[\ud800-\udbff]/.test(text.charAt(charsMax - 1));
	const shown = text.slice(0, isPair ? charsMax - 1 : charsMax);
	return `${shown}\n[Cut here: ${shown.length} of ${text.length} characters are shown.]`;
}

/** A result that is not longer than a seat may be shown; JSON that is too long becomes the beginning of its text. */
export function cutResult(result: ToolResult, charsMax: number = RESULT_CHARS_MAX): ToolResult {
	if ("error" in result) {
		const { code, message } = result.error;
		return { error: { code, message: cutText(message, charsMax) } };
	}
	const { output } = result;
	const text = typeof output === "string" ? output : JSON.stringify(output);
	return text.length <= charsMax ? result : { output: cutText(text, charsMax) };
}
