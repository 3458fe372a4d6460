import type { Random } from "#lib/kernel/random.ts";
import {
	asksIdentity,
	type BrainMessage,
	earlierTexts,
	type HouseBrain,
	lastUserText,
	pick,
} from "#lib/models/house/brain.ts";
import type { Article } from "#lib/models/house/encyclopaedia/article.ts";
import { articles } from "#lib/models/house/encyclopaedia/articles.ts";
import { type Bm25Index, indexDocuments } from "./bm25.ts";
import { termsOf } from "./terms.ts";

/** A title counts as if its words stood so often in the text. */
const titleWeight = 3;
/** An article must have at least this share of the query's idf, else it is not an answer. */
const coverageMin = 0.45;
const queryTermsMax = 40;

let index: Bm25Index | undefined;

/** Built on first use: a process that never asks pays nothing. */
function articleIndex(): Bm25Index {
	index ??= indexDocuments(
		articles.map(({ title, text }) => [
			...Array.from({ length: titleWeight }, () => termsOf(title)).flat(),
			...termsOf(text),
		]),
	);
	return index;
}

/**
 * Answers from the bundled encyclopaedia and cites the article. A follow-up ("and its capital?") is
 * answered from the article of the turn before. Says so when nothing fits.
 */
export const librarian: HouseBrain = {
	respond(messages, random) {
		const text = lastUserText(messages).slice(0, 2_000);
		const previous = lastCited(messages);
		if (asksIdentity(text)) {
			return "I would rather not speak about myself here. Ask me about the world instead: places, science, history, food, technology, language, art, nature, mathematics or daily life.";
		}
		if (/^\W*(?:hello|hi|hey|good (?:morning|evening|afternoon))\b[^?]{0,20}$/i.test(text)) {
			return pick(
				["Hello! What would you like to look up?", "Good day. Which topic may I look up for you?"],
				random,
			);
		}
		if (/^\W*(?:thanks|thank you|cheers)\b[^?]{0,30}$/i.test(text)) {
			return "You are welcome. Is there anything else I can look up?";
		}
		const terms = termsOf(text).slice(0, queryTermsMax);
		if (previous && isFollowUp(text)) {
			const fromPrevious = followUp(previous, terms);
			if (fromPrevious) return fromPrevious;
		}
		const found = lookUp(terms);
		if (found.length > 0) return present(found, terms);
		if (previous && terms.length === 0) return moreOn(previous);
		return nothingFound(terms, random);
	},
};

/** Articles good enough to answer with: the best, and perhaps a second one nearly as good. */
function lookUp(terms: readonly string[]): Article[] {
	const hits = articleIndex().search(terms);
	const good = hits.flatMap((hit) => {
		const article = articles[hit.index];
		if (!article) return [];
		const titleTerms = termsOf(article.title);
		const hasTitle = titleTerms.length > 0 && titleTerms.every((term) => terms.includes(term));
		return hasTitle || hit.coverage >= coverageMin ? [{ article, hit, hasTitle }] : [];
	});
	const best = good.find(({ hasTitle }) => hasTitle) ?? good[0];
	if (!best) return [];
	const second = good.find(
		({ hit, hasTitle }) => hit !== best.hit && (hasTitle || hit.score > 0.75 * best.hit.score),
	);
	return second ? [best.article, second.article] : [best.article];
}

function present(found: readonly Article[], terms: readonly string[]): string {
	const [first, second] = found;
	if (!first) return "";
	const asked = terms.filter((term) => !termsOf(first.title).includes(term));
	const sentence = asked.length > 0 ? bestSentence(first, asked) : undefined;
	const rest = sentence
		? first.text.replace(sentence, "").replace(/ {2,}/g, " ").trim()
		: first.text;
	const body = sentence ? `**${sentence}** [1]\n\n${rest}` : `${first.text} [1]`;
	const sources = [`[1] ${first.title}`];
	if (second) sources.push(`[2] ${second.title}`);
	const also = second ? `\n\nSee also: ${sentencesOf(second)[0]} [2]` : "";
	return `${body}${also}\n\n${sources.join("  \n")}`;
}

/** Sentences of an article; a dot inside a number or after an initial does not end one. */
function sentencesOf(article: Article): string[] {
	return article.text.split(/(?<=[.!?]"?) (?=["\p{Lu}])/u);
}

/** The first sentence with most of the asked terms, if any has one. */
function bestSentence(article: Article, terms: readonly string[]): string | undefined {
	let best: { sentence: string; count: number } | undefined;
	for (const sentence of sentencesOf(article)) {
		const has = new Set(termsOf(sentence));
		const count = terms.filter((term) => has.has(term)).length;
		if (count > (best?.count ?? 0)) best = { sentence, count };
	}
	return best?.sentence;
}

/** Short, and either pointing back or carried on with "and". */
function isFollowUp(text: string): boolean {
	const words = text.trim().split(/\s+/);
	return (
		words.length <= 12 &&
		/^\W*(?:and|also|more|go on|what about|how about|what else)\b|\b(?:it|its|it's|they|them|their|that|this|there|he|she|his|her|him)\b/i.test(
			text,
		)
	);
}

/** The article that the latest reply cited. */
function lastCited(messages: readonly BrainMessage[]): Article | undefined {
	for (const reply of earlierTexts(messages, "assistant").reverse()) {
		const title = /^\[1\] (.+?)\s*$/m.exec(reply)?.[1];
		if (title) return articles.find((article) => article.title === title);
	}
	return undefined;
}

function followUp(previous: Article, terms: readonly string[]): string | undefined {
	if (terms.length === 0) return moreOn(previous);
	const [other] = lookUp(terms);
	const isAboutOther =
		other && other !== previous && termsOf(other.title).every((term) => terms.includes(term));
	if (isAboutOther) return undefined;
	const sentence = bestSentence(previous, terms);
	return sentence ? `${sentence} [1]\n\n[1] ${previous.title}` : undefined;
}

function moreOn(previous: Article): string {
	const related = lookUp(termsOf(previous.text).slice(0, queryTermsMax)).find(
		(a) => a !== previous,
	);
	const pointer = related ? ` A related article is “${related.title}”.` : "";
	return `That is all my article on “${previous.title}” says.${pointer} What else may I look up?`;
}

function nothingFound(terms: readonly string[], random: Random): string {
	const suggestions = [0, 1, 2].map(() => `“${pick(articles, random).title}”`).join(", ");
	const subject =
		terms.length > 0 ? "I found nothing on that" : "I could not tell what to look for";
	return `${subject} in the articles I have, and I would rather say so than guess. They are short and cover places, science, history, food, technology, language, art, nature, mathematics and daily life. You could ask about ${suggestions}, for example.`;
}
