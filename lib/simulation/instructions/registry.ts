import { z } from "zod";
import { AppError } from "#lib/kernel/app-error.ts";
import { acrostic } from "./acrostic.ts";
import { avoidedLetter } from "./avoided-letter.ts";
import { capitalWordFrequency, englishCapital, englishLowercase } from "./change-case.ts";
import { repeatPrompt, twoResponses } from "./combination.ts";
import { numberPlaceholders, postscript } from "./detectable-content.ts";
import {
	constrainedResponse,
	jsonFormat,
	multipleSections,
	numberBulletLists,
	numberHighlights,
	titled,
} from "./detectable-format.ts";
import { emojiAtEnd } from "./emoji-at-end.ts";
import type { CheckResult, Instruction, InstructionContext } from "./instruction.ts";
import { isoDateGiven } from "./iso-date.ts";
import { jsonSchema } from "./json-schema.ts";
import { forbiddenWords, keywordExistence, keywordFrequency, letterFrequency } from "./keywords.ts";
import {
	type GivenInstruction,
	type InstructionId,
	type KwargsOf,
	kwargsSchemas,
} from "./kwargs.ts";
import type { Language } from "./languages.ts";
import {
	nthParagraphFirstWord,
	numberParagraphs,
	numberSentences,
	numberWords,
} from "./length-constraints.ts";
import { longestSentence } from "./longest-sentence.ts";
import { nthSentenceQuestion } from "./nth-sentence-question.ts";
import { numberSum } from "./number-sum.ts";
import { noComma } from "./punctuation.ts";
import { responseLanguage } from "./response-language.ts";
import { endChecker, quotation } from "./startend.ts";
import { tableColumns } from "./table-columns.ts";

/** Raised whenever a check could answer otherwise for the same text. */
export const instructionsVersion = 1;

/** The 25 instructions of the public IFEval test set (arXiv 2311.07911) and nine of our own. */
export const instructions: { [I in InstructionId]: Instruction<I> } = {
	"keywords:existence": keywordExistence,
	"keywords:frequency": keywordFrequency,
	"keywords:forbidden_words": forbiddenWords,
	"keywords:letter_frequency": letterFrequency,
	"language:response_language": responseLanguage,
	"length_constraints:number_sentences": numberSentences,
	"length_constraints:number_paragraphs": numberParagraphs,
	"length_constraints:number_words": numberWords,
	"length_constraints:nth_paragraph_first_word": nthParagraphFirstWord,
	"detectable_content:number_placeholders": numberPlaceholders,
	"detectable_content:postscript": postscript,
	"detectable_format:number_bullet_lists": numberBulletLists,
	"detectable_format:constrained_response": constrainedResponse,
	"detectable_format:number_highlighted_sections": numberHighlights,
	"detectable_format:multiple_sections": multipleSections,
	"detectable_format:json_format": jsonFormat,
	"detectable_format:title": titled,
	"combination:two_responses": twoResponses,
	"combination:repeat_prompt": repeatPrompt,
	"startend:end_checker": endChecker,
	"startend:quotation": quotation,
	"change_case:capital_word_frequency": capitalWordFrequency,
	"change_case:english_capital": englishCapital,
	"change_case:english_lowercase": englishLowercase,
	"punctuation:no_comma": noComma,
	"parley:acrostic": acrostic,
	"parley:number_sum": numberSum,
	"parley:table_columns": tableColumns,
	"parley:longest_sentence": longestSentence,
	"parley:avoided_letter": avoidedLetter,
	"parley:iso_date": isoDateGiven,
	"parley:emoji_at_end": emojiAtEnd,
	"parley:nth_sentence_question": nthSentenceQuestion,
	"parley:json_schema": jsonSchema,
};

/**
 * Whether a text follows an instruction, and what was found. An empty text follows none, as in the
 * public evaluation. Never throws.
 */
export function checkInstruction<I extends InstructionId>(
	text: string,
	given: { id: I; kwargs: KwargsOf<I> },
	context: InstructionContext,
): CheckResult {
	if (text.trim() === "") return { ok: false, detail: "an empty reply" };
	return instructions[given.id].check(text, given.kwargs, context);
}

/** An instruction in words, in one of the six languages. */
export function describeInstruction<I extends InstructionId>(
	given: { id: I; kwargs: KwargsOf<I> },
	language: Language,
): string {
	return instructions[given.id].describe(given.kwargs, language);
}

const publicKwargs = z.record(z.string(), z.unknown());

/**
 * Reads one instruction as public test sets write it: arguments that it does not use may be there
 * with `null`, whole numbers may have come as floats. An unknown id, a missing argument or one too
 * many is an `AppError` (`instruction-unreadable`), never a guess.
 */
export function readInstruction(id: string, kwargs: unknown): GivenInstruction {
	if (!Object.hasOwn(kwargsSchemas, id)) {
		throw new AppError("instruction-unreadable", `"${id}" is no instruction that can be checked.`);
	}
	const given = publicKwargs.safeParse(kwargs ?? {});
	const used = Object.entries(given.data ?? {}).filter(([, value]) => value !== null);
	const parsed = kwargsSchemas[id as InstructionId].safeParse(Object.fromEntries(used));
	if (!given.success || !parsed.success) {
		throw new AppError("instruction-unreadable", `The arguments of "${id}" cannot be read.`, {
			cause: given.error ?? parsed.error,
		});
	}
	return { id, kwargs: parsed.data } as GivenInstruction;
}
