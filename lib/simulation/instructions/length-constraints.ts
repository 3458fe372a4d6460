import { defineInstruction } from "./instruction.ts";
import { compareCount } from "./relation.ts";
import { foldText, hasWord } from "./text/occurrences.ts";
import { blankLineParagraphs, dividedParts } from "./text/paragraphs.ts";
import { sentencesOf } from "./text/sentences.ts";
import { wordsOf } from "./text/words.ts";

export const numberSentences = defineInstruction(
	"length_constraints:number_sentences",
	"Number of sentences",
	(text, { num_sentences, relation }, { language }) =>
		compareCount(sentencesOf(text, language).length, relation, num_sentences),
);

export const numberWords = defineInstruction(
	"length_constraints:number_words",
	"Number of words",
	(text, { num_words, relation }, { language }) =>
		compareCount(wordsOf(text, language).length, relation, num_words),
);

/** Paragraphs stand between lines (or words) of three asterisks; one too many is as wrong as one too few. */
export const numberParagraphs = defineInstruction(
	"length_constraints:number_paragraphs",
	"Number of paragraphs",
	(text, { num_paragraphs }) => {
		const found = dividedParts(text, 3)?.length;
		return {
			ok: found === num_paragraphs,
			detail: found === undefined ? "an empty paragraph" : `found ${found} paragraphs`,
		};
	},
);

/** Paragraphs stand between blank lines; empty ones are no paragraphs, neither in the count nor in the order. */
export const nthParagraphFirstWord = defineInstruction(
	"length_constraints:nth_paragraph_first_word",
	"First word of a paragraph",
	(text, { num_paragraphs, nth_paragraph, first_word }) => {
		const paragraphs = blankLineParagraphs(text);
		const start = paragraphs[nth_paragraph - 1]?.replace(/^[^\p{L}\p{N}]+/u, "") ?? "";
		const isFirst = hasWord(foldText(start).slice(0, foldText(first_word).length + 1), first_word);
		return {
			ok: paragraphs.length === num_paragraphs && isFirst,
			detail: `found ${paragraphs.length} paragraphs, number ${nth_paragraph} starts "${start.slice(0, 20)}"`,
		};
	},
);
