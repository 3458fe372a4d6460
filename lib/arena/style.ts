import { splitFences } from "./fences.ts";

/**
 * Countable features of a reply's form, the covariates of style control. `characters` are Unicode
 * code points and, like `words`, cover the whole text; everything else is counted in the prose
 * outside code fences.
 */
export interface StyleCounts {
	characters: number;
	words: number;
	headers: { h1: number; h2: number; h3: number; h4: number; h5: number; h6: number };
	lists: { ordered: number; unordered: number };
	bold: { stars: number; underscores: number };
	codeBlocks: number;
	emoji: number;
	citations: number;
}

const spaceless = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/gu;
const word = /[\p{L}\p{N}\p{M}]+(?:['’-][\p{L}\p{N}\p{M}]+)*/gu;
const header = /^(#{1,6})\s/gm;
const ordered = /^[ \t]*\d+\.\s/gm;
const unordered = /^[ \t]*[-*+]\s/gm;
const boldStars = /\*\*[^*\n]+\*\*/g;
const boldUnderscores = /__[^_\n]+__/g;
const inlineCode = /`[^`\n]*`/g;
/** Flags, keycaps, and pictures with their modifiers and joined parts; not © or ™ as text. */
const emoji =
	/\p{RI}{2}|[\d#*]\ufe0f\u20e3|(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|\p{Emoji_Modifier_Base}(?=\p{Emoji_Modifier}))[\ufe0f\p{Emoji_Modifier}]?(?:\u200d\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?)*/gu;
const citation = /\[(\d{1,3}(?:\s*,\s*\d{1,3})*)\](?![(:])/g;

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

/**
 * Words of a text: runs of letters and digits (an apostrophe or hyphen inside joins), and each
 * character of a script written without spaces.
 */
export function countWords(text: string): number {
	return count(text, spaceless) + count(text.replace(spaceless, " "), word);
}

/**
 * Counts a reply's style. The patterns for headers, lists and bold are the published ones (headers
 * `^#{1,6}\s`, lists `^\s*\d+\.\s` and `^\s*[-*+]\s`, bold `**x**` and `__x__`), so that counts
 * compare with other arenas. A citation is `[3]`; `[1, 2]` is two. Linear in the text.
 */
export function styleCounts(text: string): StyleCounts {
	const { prose, fences } = splitFences(text);
	const headers = { h1: 0, h2: 0, h3: 0, h4: 0, h5: 0, h6: 0 };
	for (const match of prose.matchAll(header)) {
		headers[`h${match[1]?.length ?? 1}` as keyof typeof headers] += 1;
	}
	const spoken = prose.replace(inlineCode, " ");
	let citations = 0;
	for (const match of spoken.matchAll(citation)) citations += (match[1] ?? "").split(",").length;
	let characters = 0;
	for (const _ of text) characters += 1;
	return {
		characters,
		words: countWords(text),
		headers,
		lists: { ordered: count(prose, ordered), unordered: count(prose, unordered) },
		bold: { stars: count(prose, boldStars), underscores: count(prose, boldUnderscores) },
		codeBlocks: fences.length,
		emoji: count(spoken, emoji),
		citations,
	};
}
