import { defineInstruction } from "./instruction.ts";
import { sentencesOf } from "./text/sentences.ts";
import { wordsOf } from "./text/words.ts";

export const longestSentence = defineInstruction(
	"parley:longest_sentence",
	"Longest sentence",
	(text, { max_words }, { language }) => {
		let longest = 0;
		for (const sentence of sentencesOf(text, language)) {
			longest = Math.max(longest, wordsOf(sentence.text, language).length);
		}
		// A reply without a sentence has kept no sentence short.
		return {
			ok: longest > 0 && longest <= max_words,
			detail: `the longest sentence has ${longest} words, ${max_words} are allowed`,
		};
	},
);
