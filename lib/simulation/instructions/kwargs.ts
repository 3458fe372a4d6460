import { z } from "zod";
import { jsonShapeSchema } from "./json-shape.ts";

const relation = z.enum(["at least", "less than"]);
const count = z.int().min(0).max(100_000);
const positive = z.int().min(1).max(100_000);
const phrase = z.string().trim().min(1).max(20_000);
const phrases = z.array(phrase).min(1).max(100);
/** One character as a reader counts them; the public test set also counts `#` and `!`. */
const character = z
	.string()
	.trim()
	.refine((text) => [...text].length === 1, "must be one character");
const none = z.strictObject({});

/**
 * The arguments of each instruction. The first 25 have the names and the spelling of the public
 * IFEval test set (`section_spliter` is spelled so there); the nine `parley:` ones are our own.
 */
export const kwargsSchemas = {
	"keywords:existence": z.strictObject({ keywords: phrases }),
	"keywords:frequency": z.strictObject({ keyword: phrase, frequency: count, relation }),
	"keywords:forbidden_words": z.strictObject({ forbidden_words: phrases }),
	"keywords:letter_frequency": z.strictObject({
		letter: character,
		let_frequency: count,
		let_relation: relation,
	}),
	"language:response_language": z.strictObject({
		language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z]{2,8})*$/),
	}),
	"length_constraints:number_sentences": z.strictObject({ num_sentences: count, relation }),
	"length_constraints:number_paragraphs": z.strictObject({ num_paragraphs: positive }),
	"length_constraints:number_words": z.strictObject({ num_words: count, relation }),
	"length_constraints:nth_paragraph_first_word": z
		.strictObject({ num_paragraphs: positive, nth_paragraph: positive, first_word: phrase })
		.refine((kwargs) => kwargs.nth_paragraph <= kwargs.num_paragraphs, {
			message: "nth_paragraph is beyond num_paragraphs",
		}),
	"detectable_content:number_placeholders": z.strictObject({ num_placeholders: count }),
	"detectable_content:postscript": z.strictObject({ postscript_marker: phrase }),
	"detectable_format:number_bullet_lists": z.strictObject({ num_bullets: count }),
	"detectable_format:constrained_response": none,
	"detectable_format:number_highlighted_sections": z.strictObject({ num_highlights: count }),
	"detectable_format:multiple_sections": z.strictObject({
		section_spliter: phrase,
		num_sections: positive,
	}),
	"detectable_format:json_format": none,
	"detectable_format:title": none,
	"combination:two_responses": none,
	"combination:repeat_prompt": z.strictObject({ prompt_to_repeat: phrase.optional() }),
	"startend:end_checker": z.strictObject({ end_phrase: phrase }),
	"startend:quotation": none,
	"change_case:capital_word_frequency": z.strictObject({
		capital_frequency: count,
		capital_relation: relation,
	}),
	"change_case:english_capital": none,
	"change_case:english_lowercase": none,
	"punctuation:no_comma": none,
	"parley:acrostic": z.strictObject({ word: z.string().regex(/^\p{L}{2,20}$/u) }),
	"parley:number_sum": z.strictObject({ terms: z.int().min(2).max(20), total: positive }),
	"parley:table_columns": z.strictObject({ columns: z.int().min(2).max(12) }),
	"parley:longest_sentence": z.strictObject({ max_words: positive }),
	"parley:avoided_letter": z.strictObject({ letter: z.string().regex(/^\p{L}$/u) }),
	"parley:iso_date": none,
	"parley:emoji_at_end": none,
	"parley:nth_sentence_question": z.strictObject({ n: z.int().min(1).max(100) }),
	"parley:json_schema": z.strictObject({ schema: jsonShapeSchema }),
} as const;

export type InstructionId = keyof typeof kwargsSchemas;
export type KwargsOf<I extends InstructionId> = z.infer<(typeof kwargsSchemas)[I]>;
export type Relation = z.infer<typeof relation>;

/** An instruction with its arguments, as it is in force in a conversation. */
export type GivenInstruction = {
	[I in InstructionId]: { id: I; kwargs: KwargsOf<I> };
}[InstructionId];

export const instructionIds = Object.keys(kwargsSchemas) as InstructionId[];
