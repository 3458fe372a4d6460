import type { ConsultMessage } from "#lib/simulation/program.ts";
import type { UserCard } from "./card.ts";
import { findMark } from "./find-mark.ts";
import type { GuardedAct } from "./guarded-act.ts";
import { plainWordsOf } from "./plain-words.ts";
import type { UserWords } from "./words.ts";

/** What an act says by template: the fact as it stands on the card, or a fixed sentence. */
export function templateOf(card: UserCard, act: GuardedAct, words: UserWords): string {
	if (act.act === "not-known") return words.notKnown;
	if (act.act === "refuse") return words.refuse;
	return card.known.find(({ id }) => id === act.fact)?.text ?? words.refuse;
}

/**
 * Whether a wording holds what its act holds and nothing else. No mark of another fact is in it, and no word
 * but those of the template and the plain words of the language, so that it can neither tell nor confirm anything
 * else, whoever worded it. A told fact is there with all its words that are not plain and is not turned round; what is
 * refused or not known says so by a negation. Where a language has no list of plain words, nothing passes.
 */
export function holdsOnly(
	wording: string,
	{ card, act, template }: { card: UserCard; act: GuardedAct; template: string },
	language: string,
): boolean {
	const lists = plainWordsOf(language);
	if (lists === null || holdsAnother(wording, card, act)) return false;
	const given = new Set(wordsOf(template));
	const said = wordsOf(wording);
	const isTold = act.act === "answer";
	const mayBeSaid = (word: string) =>
		given.has(word) || lists.plain.has(word) || (!isTold && lists.negations.has(word));
	if (!said.every(mayBeSaid)) return false;
	if (!isTold) return said.some((word) => lists.negations.has(word));
	const fact = card.known.find(({ id }) => id === act.fact);
	const isWhole = [...given].every((word) => lists.plain.has(word) || said.includes(word));
	const marks = fact?.marks ?? [];
	return isWhole && marks.every((mark) => findMark(wording, mark) === "plain");
}

/** Whether a text gives away a fact that the act does not hold. */
function holdsAnother(wording: string, card: UserCard, act: GuardedAct): boolean {
	const chosen = act.act === "answer" ? act.fact : null;
	return [...card.known, ...card.secret, ...card.unknown]
		.filter(({ id }) => id !== chosen)
		.some(({ marks }) => marks.some((mark) => findMark(wording, mark) !== null));
}

/** Runs of letters, digits and apostrophes, in lower case; any other visible sign but common punctuation is a word. */
function wordsOf(text: string): string[] {
	const folded = text.normalize("NFKC").replaceAll("’", "'").toLowerCase();
	return folded.match(/[\p{L}\p{N}']+|[^\p{L}\p{N}'\s.,;:!?()"-]/gu) ?? [];
}

/** Asks a model to word an act. It is told the chosen fact and how the user talks, and nothing else of the card. */
export function wordingChat(card: UserCard, template: string, question: string): ConsultMessage[] {
	return [
		{
			role: "system",
			text: [
				"Word one short message of a person who talks to an assistant. It says exactly what you are given: leave out nothing, add nothing, keep names and numbers as they are, use simple words.",
				card.style === "" ? "" : `How the person talks: ${card.style}`,
				"Answer with the message only.",
			]
				.filter((line) => line !== "")
				.join("\n"),
		},
		{ role: "user", text: `The assistant said:\n${question}\n\nThe message says: ${template}` },
	];
}
