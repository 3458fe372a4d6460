import type { AuditedUser, Finding } from "./finding.ts";
import { saidBy } from "./said.ts";

/** Shorter messages, such as "I don't know, sorry.", are said again by anybody. */
const WORDS_MIN = 6;
/** Share of words in common from which one text is the other. */
const SAME_FROM = 0.9;

/** Messages that are empty, that say what was just heard, or what the user itself had said. */
export function findRepeats(audited: AuditedUser): Finding[] {
	const found: Finding[] = [];
	const before: string[][] = [];
	for (const { turn, text, lastHeard } of saidBy(audited)) {
		if (text.trim() === "") {
			found.push({ rule: "empty-message", severity: "major", turn, detail: "" });
			continue;
		}
		const words = wordsOf(text);
		if (words.length < WORDS_MIN) continue;
		if (lastHeard !== null && likeness(words, wordsOf(lastHeard)) >= SAME_FROM)
			found.push({ rule: "echo", severity: "major", turn, detail: text.slice(0, 80) });
		if (before.some((earlier) => likeness(words, earlier) >= SAME_FROM))
			found.push({ rule: "repeat", severity: "minor", turn, detail: text.slice(0, 80) });
		before.push(words);
	}
	return found;
}

/** The words of a text in lower case. */
export const wordsOf = (text: string): string[] =>
	text
		.normalize("NFKC")
		.toLowerCase()
		.match(/[\p{L}\p{N}]+/gu) ?? [];

/** Jaccard's share of common pairs of neighbouring words: order counts, a changed word or two does not. */
function likeness(a: readonly string[], b: readonly string[]): number {
	const pairs = (words: readonly string[]) =>
		new Set(words.slice(1).map((word, i) => `${words[i]} ${word}`));
	const first = pairs(a);
	const second = pairs(b);
	const common = [...first].filter((pair) => second.has(pair)).length;
	const all = first.size + second.size - common;
	return all === 0 ? 0 : common / all;
}
