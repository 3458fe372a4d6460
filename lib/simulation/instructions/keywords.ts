import { defineInstruction } from "./instruction.ts";
import { compareCount } from "./relation.ts";
import { countLetter, countOccurrences, hasWord } from "./text/occurrences.ts";

export const keywordExistence = defineInstruction(
	"keywords:existence",
	"Keywords",
	(text, { keywords }) => {
		const missing = keywords.filter((keyword) => countOccurrences(text, keyword) === 0);
		return {
			ok: missing.length === 0,
			detail: missing.length === 0 ? "all found" : `missing: ${missing.join(", ")}`,
		};
	},
);

export const keywordFrequency = defineInstruction(
	"keywords:frequency",
	"Keyword frequency",
	(text, { keyword, relation, frequency }) =>
		compareCount(countOccurrences(text, keyword), relation, frequency),
);

export const forbiddenWords = defineInstruction(
	"keywords:forbidden_words",
	"Forbidden words",
	(text, { forbidden_words }) => {
		const found = forbidden_words.filter((word) => hasWord(text, word));
		return {
			ok: found.length === 0,
			detail: found.length === 0 ? "none found" : `found: ${found.join(", ")}`,
		};
	},
);

export const letterFrequency = defineInstruction(
	"keywords:letter_frequency",
	"Letter frequency",
	(text, { letter, let_relation, let_frequency }) =>
		compareCount(countLetter(text, letter), let_relation, let_frequency),
);
