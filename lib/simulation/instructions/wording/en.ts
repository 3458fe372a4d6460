import { constrainedOptions } from "#lib/simulation/instructions/constrained-options.ts";
import { languageName, quoteAll } from "./language-name.ts";
import type { Wording } from "./wordings.ts";

const quote = (phrases: readonly string[]) => quoteAll(phrases, '"', '"');
const options = quote(constrainedOptions("en"));
const limit = (relation: string, count: number) =>
	relation === "at least" ? `at least ${count}` : `fewer than ${count}`;

export const en: Wording = {
	"keywords:existence": (k) => `Use each of these words: ${quote(k.keywords)}.`,
	"keywords:frequency": (k) =>
		`Use the word "${k.keyword}" ${limit(k.relation, k.frequency)} times.`,
	"keywords:forbidden_words": (k) => `Do not use any of these words: ${quote(k.forbidden_words)}.`,
	"keywords:letter_frequency": (k) =>
		`The character "${k.letter}" should occur ${limit(k.let_relation, k.let_frequency)} times.`,
	"language:response_language": (k) =>
		`Write the whole reply in this language and no other: ${languageName(k.language, "en")}.`,
	"length_constraints:number_sentences": (k) =>
		`Write ${limit(k.relation, k.num_sentences)} sentences; headings and list items count too, rows of a table do not.`,
	"length_constraints:number_paragraphs": (k) =>
		`Write exactly ${k.num_paragraphs} paragraphs and put a line with *** between them.`,
	"length_constraints:number_words": (k) => `Write ${limit(k.relation, k.num_words)} words.`,
	"length_constraints:nth_paragraph_first_word": (k) =>
		`Write exactly ${k.num_paragraphs} paragraphs separated by blank lines, and begin paragraph ${k.nth_paragraph} with the word "${k.first_word}".`,
	"detectable_content:number_placeholders": (k) =>
		`Leave at least ${k.num_placeholders} placeholders in square brackets, such as [name].`,
	"detectable_content:postscript": (k) =>
		`Add a postscript at the end that starts with ${k.postscript_marker}`,
	"detectable_format:number_bullet_lists": (k) =>
		`Include exactly ${k.num_bullets} bullet points in Markdown, each on a line that starts with "* ".`,
	"detectable_format:constrained_response": () =>
		`Somewhere in the reply, commit to exactly one of these sentences: ${options}.`,
	"detectable_format:number_highlighted_sections": (k) =>
		`Highlight at least ${k.num_highlights} parts of the text with asterisks, *like this*.`,
	"detectable_format:multiple_sections": (k) =>
		`Divide the text into ${k.num_sections} sections; each begins on a new line with ${k.section_spliter} and its number, as in ${k.section_spliter} 1.`,
	"detectable_format:json_format": () =>
		"Give the whole reply as one JSON object; a code fence around it is fine.",
	"detectable_format:title": () => "Give the text a title in double angle brackets: <<title>>.",
	"combination:two_responses": () =>
		"Give two different answers, with a line of six asterisks between them: ******",
	"combination:repeat_prompt": (k) =>
		k.prompt_to_repeat === undefined
			? "First repeat my message word for word, with nothing before it, and then answer."
			: `First repeat the following request word for word, with nothing before it, and then answer: ${k.prompt_to_repeat}`,
	"startend:end_checker": (k) =>
		`Finish with exactly these words and nothing after them: ${k.end_phrase}`,
	"startend:quotation": () => "Put the whole reply in double quotation marks.",
	"change_case:capital_word_frequency": (k) =>
		`Write ${limit(k.capital_relation, k.capital_frequency)} words entirely in capital letters.`,
	"change_case:english_capital": () => "Write everything in English and in capital letters only.",
	"change_case:english_lowercase": () =>
		"Write everything in English and in lower case, without a single capital letter.",
	"punctuation:no_comma": () => "Do not use any commas.",
	"parley:acrostic": (k) =>
		`The first letters of the first ${[...k.word].length} lines, read from top to bottom, should spell "${k.word}".`,
	"parley:number_sum": (k) =>
		`Include an addition of ${k.terms} whole numbers that comes to ${k.total}, written out as in 1 + 2 = 3.`,
	"parley:table_columns": (k) => `Include a Markdown table with exactly ${k.columns} columns.`,
	"parley:longest_sentence": (k) => `No sentence may have more than ${k.max_words} words.`,
	"parley:avoided_letter": (k) => `Do not use the letter "${k.letter}", not even with an accent.`,
	"parley:iso_date": () =>
		"Mention a date in the form YYYY-MM-DD, and write no date in digits in any other form.",
	"parley:emoji_at_end": () => "End with at least one emoji, and use none anywhere else.",
	"parley:nth_sentence_question": (k) =>
		k.n === 1
			? "Make every sentence a question; headings and list items count as sentences, rows of a table do not."
			: `Count the sentences, with headings and list items but without rows of a table: each one whose number is a multiple of ${k.n} should be a question.`,
	"parley:json_schema": (k) =>
		`Reply with nothing but JSON that fits this JSON schema; all its properties are required: ${JSON.stringify(k.schema)}`,
};
