import * as topics from "./categorise-terms.ts";
import { splitFences } from "./fences.ts";

/** Raised whenever the same battle could come out in other categories. */
export const categoriserVersion = 1;

const longPromptTokens = 500;
const denseLetter = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/gu;

const fold = (text: string) =>
	text
		.normalize("NFKD")
		.replace(/[\u0300-\u036f]/g, "")
		.replace(/[’‘]/g, "'")
		.toLowerCase();

/** Tokens by rule of thumb: four characters each, or one dense (Chinese, Korean …) character. */
function estimateTokens(text: string): number {
	const dense = text.match(denseLetter)?.length ?? 0;
	return dense + (text.length - dense) / 4;
}

const distinct = (text: string, pattern: RegExp) =>
	new Set([...text.matchAll(pattern)].map((match) => match[0])).size;

/** Code: a fence of code, lines of code, or a request for a program. */
function isCode(texts: readonly string[], replies: readonly string[]): boolean {
	const parts = texts.map(splitFences);
	const isProgram = (info: string) => topics.programInfos.has(info);
	// A user's unlabelled fence may quote anything: it counts when its lines read as code.
	const hasFence = parts.some(({ fences }) =>
		fences.some((fence) => isProgram(fence.info) || topics.codeLine.test(fence.body)),
	);
	if (hasFence) return true;
	if (replies.some((reply) => splitFences(reply).fences.some((fence) => isProgram(fence.info)))) {
		return true;
	}
	return parts.some(({ prose }) => {
		if (topics.codeLine.test(prose)) return true;
		const text = fold(prose);
		if (topics.codeStrong.test(text)) return true;
		return topics.codeLanguage.test(text) && topics.codeNoun.test(text);
	});
}

/** Mathematics: a formula, an equation, arithmetic, or a mathematical request. */
function isMathematics(texts: readonly string[]): boolean {
	return texts.some((whole) => {
		const { prose } = splitFences(whole);
		if (topics.tex.test(prose)) return true;
		const text = fold(prose.replace(/`[^`\n]*`|https?:\/\/\S+/g, " "));
		if (topics.equation.test(text) || topics.arithmetic.test(text)) return true;
		if (topics.mathStrong.test(text)) return true;
		if (topics.calculate.test(text) && topics.quantity.test(text)) return true;
		if (topics.mathVerb.test(text) && topics.mathNoun.test(text)) return true;
		const numbers = text.match(/(?<![\p{L}\d])\d+(?:[.,]\d+)?/gu)?.length ?? 0;
		return numbers >= 2 && topics.howMany.test(text) && distinct(text, topics.storyWord) >= 2;
	});
}

/**
 * The categories of a battle, from its user messages (`texts`, one a turn) and replies, sorted:
 * `code`, `mathematics`, `instruction-following` (a constraint on the reply that a program could
 * check: a number of words or lines, a format, a forbidden word), `long-prompt` (a message of more
 * than about 500 tokens) and exactly one of `turns-1`, `turns-2-3`, `turns-4-plus` (none without a
 * turn). Deterministic; key words in English, French, German, Spanish, Italian and Portuguese.
 */
export function categoriseBattle(battle: {
	texts: readonly string[];
	replies: readonly string[];
}): string[] {
	const { texts, replies } = battle;
	const categories: string[] = [];
	if (isCode(texts, replies)) categories.push("code");
	if (isMathematics(texts)) categories.push("mathematics");
	const isConstrained = texts.some((text) => {
		const folded = fold(splitFences(text).prose);
		return topics.constraints.some((constraint) => constraint.test(folded));
	});
	if (isConstrained) categories.push("instruction-following");
	if (texts.some((text) => estimateTokens(text) > longPromptTokens)) categories.push("long-prompt");
	if (texts.length === 1) categories.push("turns-1");
	else if (texts.length >= 4) categories.push("turns-4-plus");
	else if (texts.length >= 2) categories.push("turns-2-3");
	return categories.sort();
}
