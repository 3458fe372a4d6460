import type { GivenInstruction } from "#lib/simulation/instructions/kwargs.ts";
import { wordsOf } from "#lib/simulation/instructions/text/words.ts";
import type { Material } from "./material.ts";

/** Sentences without a full stop, one after the other, until there are more words than allowed. */
function rambling(material: Material, wordsMax: number): string {
	let text = "";
	while (wordsOf(text, material.language).length <= wordsMax) {
		text = `${text} ${material.sentence().replace(/\.$/, "")}`;
	}
	return `${text.trim()}.`;
}

const repeated = (text: string, count: number) => `${`${text} `.repeat(count).trim()}.`;

/**
 * Lines that break an instruction which sets a limit. Empty for those that want something to be
 * there: they are broken by leaving it out.
 */
export function offenceLines(given: GivenInstruction, material: Material): string[] {
	switch (given.id) {
		case "keywords:forbidden_words":
			return [repeated(given.kwargs.forbidden_words[0] ?? "", 1)];
		case "keywords:frequency":
			if (given.kwargs.relation === "at least") return [];
			return [repeated(given.kwargs.keyword, given.kwargs.frequency)];
		case "keywords:letter_frequency":
			if (given.kwargs.let_relation === "at least") return [];
			return [repeated(given.kwargs.letter, given.kwargs.let_frequency)];
		case "parley:avoided_letter":
			return [repeated(given.kwargs.letter, 1)];
		case "punctuation:no_comma":
			return [`${material.word()}, ${material.word()}.`];
		case "parley:longest_sentence":
			return [rambling(material, given.kwargs.max_words)];
		case "length_constraints:number_words":
			if (given.kwargs.relation === "at least") return [];
			return Array.from({ length: Math.ceil(given.kwargs.num_words / 4) }, material.sentence);
		case "length_constraints:number_sentences":
			if (given.kwargs.relation === "at least") return [];
			return Array.from({ length: given.kwargs.num_sentences }, material.sentence);
		case "change_case:capital_word_frequency": {
			const { capital_relation, capital_frequency } = given.kwargs;
			if (capital_relation === "at least") return [];
			const words = Array.from({ length: capital_frequency }, () => material.word().toUpperCase());
			return [`${words.join(" ")}.`];
		}
		default:
			return [];
	}
}
