import { constrainedOptions } from "#lib/simulation/instructions/constrained-options.ts";
import type { GivenInstruction } from "#lib/simulation/instructions/kwargs.ts";
import type { Language } from "#lib/simulation/instructions/languages.ts";
import { capitalWords } from "#lib/simulation/instructions/text/capitals.ts";
import {
	countBaseLetter,
	countLetter,
	countOccurrences,
	hasWord,
} from "#lib/simulation/instructions/text/occurrences.ts";
import { sentencesOf } from "#lib/simulation/instructions/text/sentences.ts";
import { wordsOf } from "#lib/simulation/instructions/text/words.ts";

/** Text that every reply which follows an instruction holds. */
interface Literal {
	text: string;
	/** Its capitals are part of what is asked. */
	isExact: boolean;
}

const loosely = (text: string): Literal => ({ text, isExact: false });

function literalOf(given: GivenInstruction, language: Language): Literal | null {
	switch (given.id) {
		case "keywords:existence":
			return loosely(given.kwargs.keywords.join(" "));
		case "keywords:frequency": {
			const { keyword, relation, frequency } = given.kwargs;
			return relation === "at least" ? loosely(`${keyword} `.repeat(frequency)) : null;
		}
		case "length_constraints:nth_paragraph_first_word":
			return loosely(given.kwargs.first_word);
		case "detectable_content:postscript":
			return loosely(given.kwargs.postscript_marker);
		case "detectable_format:constrained_response":
			return { text: constrainedOptions(language)[0] ?? "", isExact: true };
		case "detectable_format:multiple_sections": {
			const { section_spliter, num_sections } = given.kwargs;
			return { text: `${section_spliter} `.repeat(num_sections), isExact: true };
		}
		case "combination:repeat_prompt":
			return loosely(given.kwargs.prompt_to_repeat ?? "");
		case "startend:end_checker":
			return loosely(given.kwargs.end_phrase);
		case "parley:acrostic":
			return loosely([...given.kwargs.word].join(" "));
		case "parley:json_schema": {
			const names = Object.keys(given.kwargs.schema.properties);
			// More than one property takes a comma.
			return { text: names.join(", "), isExact: true };
		}
		default:
			return null;
	}
}

function isForbidden(
	{ text, isExact }: Literal,
	by: GivenInstruction,
	language: Language,
): boolean {
	const isLess = (found: number, relation: string, limit: number) =>
		relation === "less than" && found >= limit;
	switch (by.id) {
		case "keywords:forbidden_words":
			return by.kwargs.forbidden_words.some((word) => hasWord(text, word));
		case "keywords:frequency":
			return isLess(
				countOccurrences(text, by.kwargs.keyword),
				by.kwargs.relation,
				by.kwargs.frequency,
			);
		case "keywords:letter_frequency":
			return isLess(
				countLetter(text, by.kwargs.letter),
				by.kwargs.let_relation,
				by.kwargs.let_frequency,
			);
		case "parley:avoided_letter":
			return countBaseLetter(text, by.kwargs.letter) > 0;
		case "punctuation:no_comma":
			return text.includes(",");
		case "change_case:english_capital":
			return isExact && /\p{Ll}/u.test(text);
		case "change_case:english_lowercase":
			return isExact && /\p{Lu}/u.test(text);
		case "change_case:capital_word_frequency": {
			const found = isExact ? capitalWords(text, language).length : 0;
			return isLess(found, by.kwargs.capital_relation, by.kwargs.capital_frequency);
		}
		case "length_constraints:number_words":
			// A third is left for the rest of the reply.
			return isLess(1.5 * wordsOf(text, language).length, by.kwargs.relation, by.kwargs.num_words);
		default:
			return false;
	}
}

/** Why one instruction asks for words that the other forbids; asked in both orders. */
export function literalsConflict(
	a: GivenInstruction,
	b: GivenInstruction,
	language: Language,
): string | null {
	const literal = literalOf(a, language);
	if (literal === null) return null;
	if (isForbidden(literal, b, language)) return "asks for what the other forbids";
	const isWhole = a.id === "combination:repeat_prompt" || a.id === "startend:end_checker";
	if (!isWhole || b.id !== "parley:longest_sentence") return null;
	const isTooLong = sentencesOf(literal.text, language).some(
		(sentence) => wordsOf(sentence.text, language).length > b.kwargs.max_words,
	);
	return isTooLong ? "a sentence that is too long" : null;
}
