import type { GivenInstruction, Relation } from "#lib/simulation/instructions/kwargs.ts";
import type { Language } from "#lib/simulation/instructions/languages.ts";
import { sentencesOf } from "#lib/simulation/instructions/text/sentences.ts";

/** What is counted, and between which numbers it has to lie. */
interface Bound {
	what: string;
	relation: Relation;
	limit: number;
}

function boundOf(given: GivenInstruction): Bound | null {
	switch (given.id) {
		case "keywords:frequency": {
			const { keyword, relation, frequency } = given.kwargs;
			return { what: `keyword ${keyword.toLowerCase()}`, relation, limit: frequency };
		}
		case "keywords:letter_frequency": {
			const { letter, let_relation, let_frequency } = given.kwargs;
			const what = `letter ${letter.toLowerCase()}`;
			return { what, relation: let_relation, limit: let_frequency };
		}
		case "length_constraints:number_sentences": {
			const { relation, num_sentences } = given.kwargs;
			return { what: "sentences", relation, limit: num_sentences };
		}
		case "length_constraints:number_words": {
			const { relation, num_words } = given.kwargs;
			return { what: "words", relation, limit: num_words };
		}
		case "change_case:capital_word_frequency": {
			const { capital_relation, capital_frequency } = given.kwargs;
			return { what: "capitals", relation: capital_relation, limit: capital_frequency };
		}
		default:
			return null;
	}
}

/** How many sentences (lines count) a reply that follows the instruction has at least. */
function sentencesNeeded(given: GivenInstruction, language: Language): number {
	switch (given.id) {
		case "length_constraints:number_paragraphs":
		case "length_constraints:nth_paragraph_first_word":
			return given.kwargs.num_paragraphs;
		case "detectable_format:number_bullet_lists":
			return given.kwargs.num_bullets;
		case "detectable_format:multiple_sections":
			return 2 * given.kwargs.num_sections;
		case "combination:two_responses":
			return 2;
		case "combination:repeat_prompt":
			return 1 + sentencesOf(given.kwargs.prompt_to_repeat ?? "", language).length;
		case "startend:end_checker":
			return sentencesOf(given.kwargs.end_phrase, language).length;
		case "parley:acrostic":
			return [...given.kwargs.word].length;
		case "parley:nth_sentence_question":
			return given.kwargs.n;
		default:
			return 1;
	}
}

/** Why the limits of two instructions leave no room; asked in both orders. */
export function boundsConflict(
	a: GivenInstruction,
	b: GivenInstruction,
	language: Language,
): string | null {
	const low = boundOf(a);
	const high = boundOf(b);
	if (high?.relation === "less than") {
		if (high.limit === 0) return "nothing can be fewer than none";
		const isSame = low?.what === high.what && low.relation === "at least";
		if (isSame && low.limit >= high.limit) return "the limits cross";
		const isSentences = low?.what === "sentences" && low.relation === "at least";
		// Sentences of fewer than four words on average are no text any more.
		if (high.what === "words" && isSentences && 4 * low.limit >= high.limit) return "no room";
		if (high.what === "sentences" && sentencesNeeded(a, language) >= high.limit) return "no room";
	}
	const isAvoided =
		b.id === "parley:avoided_letter" && low?.what === `letter ${b.kwargs.letter.toLowerCase()}`;
	return isAvoided && low.relation === "at least" && low.limit > 0 ? "an avoided letter" : null;
}
