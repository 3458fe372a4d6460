import type { GivenInstruction } from "#lib/simulation/instructions/kwargs.ts";
import {
	countBaseLetter,
	countLetter,
	countOccurrences,
	hasWord,
} from "#lib/simulation/instructions/text/occurrences.ts";
import { wordsOf } from "#lib/simulation/instructions/text/words.ts";

/** Whether a sentence or word can stand in a reply as often as one likes without breaking a limit. */
export function fits(text: string, given: readonly GivenInstruction[], language: string): boolean {
	return given.every((one) => {
		switch (one.id) {
			case "keywords:forbidden_words":
				return one.kwargs.forbidden_words.every((word) => !hasWord(text, word));
			case "keywords:frequency":
				return (
					one.kwargs.relation === "at least" || countOccurrences(text, one.kwargs.keyword) === 0
				);
			case "keywords:letter_frequency":
				return one.kwargs.let_relation === "at least" || countLetter(text, one.kwargs.letter) === 0;
			case "parley:avoided_letter":
				return countBaseLetter(text, one.kwargs.letter) === 0;
			case "punctuation:no_comma":
				return !text.includes(",");
			case "parley:longest_sentence":
				return wordsOf(text, language).length <= one.kwargs.max_words;
			default:
				return true;
		}
	});
}
