import type { GivenInstruction, InstructionId } from "#lib/simulation/instructions/kwargs.ts";
import type { Language } from "#lib/simulation/instructions/languages.ts";
import { wordsOf } from "#lib/simulation/instructions/text/words.ts";

const json: readonly InstructionId[] = ["detectable_format:json_format", "parley:json_schema"];

/** Forms that a reply which is nothing but JSON cannot have. */
const notInJson: readonly InstructionId[] = [
	"length_constraints:number_paragraphs",
	"length_constraints:nth_paragraph_first_word",
	"detectable_format:number_bullet_lists",
	"detectable_format:constrained_response",
	"detectable_format:multiple_sections",
	"combination:two_responses",
	"combination:repeat_prompt",
	"startend:end_checker",
	"startend:quotation",
	"parley:acrostic",
	"parley:table_columns",
	"parley:emoji_at_end",
	"parley:nth_sentence_question",
];

/** The other pairs of forms that exclude each other whatever their arguments are. */
const pairs: readonly (readonly [InstructionId, InstructionId])[] = [
	["combination:repeat_prompt", "startend:quotation"],
	["combination:repeat_prompt", "parley:acrostic"],
	["startend:end_checker", "parley:emoji_at_end"],
	["change_case:english_capital", "change_case:english_lowercase"],
	["change_case:english_lowercase", "change_case:capital_word_frequency"],
	["change_case:english_capital", "change_case:capital_word_frequency"],
];

/** Why two forms exclude each other; asked in both orders. */
export function formsConflict(
	a: GivenInstruction,
	b: GivenInstruction,
	language: Language,
): string | null {
	if (json.includes(a.id) && notInJson.includes(b.id)) return "not inside JSON";
	if (pairs.some(([one, other]) => one === a.id && other === b.id)) return "the forms differ";
	if (a.id === "length_constraints:nth_paragraph_first_word" && a.kwargs.nth_paragraph === 1) {
		const isTaken = b.id === "parley:acrostic" || b.id === "combination:repeat_prompt";
		if (isTaken) return "both decide how the reply begins";
	}
	const isCounted = a.id === "length_constraints:number_paragraphs";
	if (isCounted && b.id === "length_constraints:nth_paragraph_first_word") {
		const isSame = a.kwargs.num_paragraphs === b.kwargs.num_paragraphs;
		if (!isSame) return "two numbers of paragraphs";
	}
	if (a.id !== "language:response_language") return null;
	const isEnglish = b.id.startsWith("change_case:english_");
	if (isEnglish && a.kwargs.language !== "en") return "two languages";
	return a.kwargs.language !== language && asksForWords(b, language) ? "two languages" : null;
}

/** Whether an instruction asks for words of the conversation's language, which another language has no place for. */
function asksForWords(given: GivenInstruction, language: Language): boolean {
	switch (given.id) {
		case "keywords:existence":
		case "length_constraints:nth_paragraph_first_word":
		case "detectable_format:constrained_response":
		case "detectable_format:multiple_sections":
		case "startend:end_checker":
			return true;
		case "keywords:frequency":
			return given.kwargs.relation === "at least";
		case "combination:repeat_prompt":
			return wordsOf(given.kwargs.prompt_to_repeat ?? "", language).length > 0;
		default:
			return false;
	}
}
