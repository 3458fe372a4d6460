import type { TextMessage } from "./heard.ts";

const placeholder = /\{\{([^{}]*)\}\}/g;
const known = /^(?:reply(?::\d+)?|last-number(?::\d+)?|item:\d+(?::\d+)?)(?:\|.*)?$/s;

/** The placeholders of a template that mean nothing, for its author. */
export function unknownPlaceholders(template: string): string[] {
	return [...template.matchAll(placeholder)]
		.map(([, inner = ""]) => inner)
		.filter((inner) => !known.test(inner));
}

/**
 * Fills a template from what the model has said:
 *
 * - `{{reply:2}}` its reply in turn 2, `{{reply}}` its last one;
 * - `{{last-number:2}}`, `{{last-number}}` the last number in it, as digits;
 * - `{{item:3:2}}`, `{{item:3}}` the third item of the list in it.
 *
 * What is not there becomes what follows `|`, as in `{{last-number|that}}`, else `missing`. `gaps` names such
 * placeholders. Filled text is never filled again.
 */
export function fillTemplate(
	template: string,
	replies: readonly TextMessage[],
	missing: string,
): { text: string; gaps: string[] } {
	const gaps: string[] = [];
	const text = template.replace(placeholder, (_whole, inner: string) => {
		const [name = "", ...fallback] = inner.split("|");
		const value = filling(name, replies);
		if (value !== null) return value;
		gaps.push(name);
		return fallback.length > 0 ? fallback.join("|") : missing;
	});
	return { text, gaps };
}

function filling(name: string, replies: readonly TextMessage[]): string | null {
	const [kind, ...numbers] = name.split(":");
	const [first, second] = numbers.map(Number);
	const reply = replyIn(replies, kind === "item" ? second : first);
	if (reply === null) return null;
	if (kind === "reply") return reply.trim() === "" ? null : reply.trim();
	if (kind === "last-number") return lastNumber(reply);
	return kind === "item" && first !== undefined ? listItem(reply, first) : null;
}

function replyIn(replies: readonly TextMessage[], turn: number | undefined): string | null {
	const found = turn === undefined ? replies.at(-1) : replies.findLast((r) => r.turn === turn);
	return found?.text ?? null;
}

/** The last number in a text, without the commas between its thousands; null when there is none. */
export function lastNumber(text: string): string | null {
	const found = text.match(/(?<![\p{L}\d.,])-?\d+(?:,\d{3})*(?:\.\d+)?(?![\p{L}\d])/gu);
	return found?.at(-1)?.replaceAll(",", "") ?? null;
}

/** The text of the nth item (from 1) of a text's numbered or marked lines; it is on the line of its mark. */
function listItem(text: string, n: number): string | null {
	// Line by line: over the whole text, many empty lines would be tried from each of them.
	const items = text.split(/[\n\r\u2028\u2029]/).flatMap((line) => {
		const found = /^\s*(?:[-*•]|\d+[.)])\s+(\S.*)$/.exec(line)?.[1];
		return found === undefined ? [] : [found.trim()];
	});
	return items[n - 1] ?? null;
}
