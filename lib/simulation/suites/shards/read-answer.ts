import type { Kind } from "./task.ts";

/** How an answer is marked. What stands elsewhere in a reply is talk. */
const answerRule =
	"The user tells you bit by bit what is needed. You may ask. When you give an answer, put it alone between <answer> and </answer>, on lines of its own; your last one counts.";

/** The form of an answer, told in every control: none of them measures who guesses it. */
const forms: Readonly<Record<Kind, string>> = {
	code: "The answer is code alone: a plain script, without import or export.",
	data: "The answer is JSON alone.",
	sums: "The answer is the number alone, in digits.",
	plan: "The answer is the names alone, in their order, with commas between them.",
	format: "The answer is the text alone, line by line.",
};

/** What the assistant is told before the first turn, in every control. */
export const instructionsFor = (kind: Kind): string => `${answerRule} ${forms[kind]}`;

/**
 * The last answer in a reply, without a code fence around it; null when there is none. Whoever explains the marks
 * has written them in running text, so pairs that start a line, or whose content does, come before all others.
 */
export function readAnswer(reply: string): string | null {
	const pairs = pairsIn(reply.replaceAll("\r\n", "\n"));
	const inner = (pairs.findLast(({ isOnItsOwn }) => isOnItsOwn) ?? pairs.at(-1))?.inner;
	if (inner === undefined) return null;
	const unfenced = inner.trim().match(/^```[^\n]*\n([\s\S]*?)\n?```$/)?.[1] ?? inner;
	// Spaces at the start of the first line may be meant; empty lines around never are.
	return unfenced.replace(/^(?:[ \t]*\n)+/, "").trimEnd();
}

const openTag = "<answer>";

/** What stands between an opening mark and the next closing one, if it holds a letter or a digit. */
function pairsIn(reply: string): { inner: string; isOnItsOwn: boolean }[] {
	const parts = reply.split(/<\/answer>/i);
	return parts.slice(0, -1).flatMap((part) => {
		const open = part.toLowerCase().lastIndexOf(openTag);
		if (open === -1) return [];
		const before = part.slice(0, open);
		const raw = part.slice(open + openTag.length);
		const inner = withoutMark(raw, before);
		if (!/[\p{L}\p{N}]/u.test(inner)) return [];
		// After a closing mark, too, a line may only start with marks and spaces.
		const line = before.slice(before.lastIndexOf("\n") + 1);
		const startsLine = /^[\s*_>`#-]*$/.test(line) && (before.includes("\n") || part === parts[0]);
		return [{ inner, isOnItsOwn: startsLine || /^[ \t]*\n/.test(raw) }];
	});
}

/** `**<answer>** 4 **</answer>**` is a 4: what makes the marks bold is no part of what they hold. */
function withoutMark(inner: string, before: string): string {
	const mark = /(?:\*\*|__|`)$/.exec(before)?.[0];
	if (mark === undefined || !inner.startsWith(mark) || !inner.endsWith(mark)) return inner;
	return inner.slice(mark.length, -mark.length).replace(/^[ \t]+/, "");
}
