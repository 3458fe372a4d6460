import { type Random, randomInt } from "#lib/kernel/random.ts";
import type { GivenInstruction, InstructionId, KwargsOf, Relation } from "./kwargs.ts";
import { type Language, languages } from "./languages.ts";
import { banks } from "./writer/bank/bank.ts";

/** What arguments are drawn for. */
export interface DrawSetting {
	language: Language;
	/** Nouns of the topic, at least four. */
	topicWords: readonly string[];
	/** The user's request, which may have to be repeated. */
	request: string;
}

type Drawer<I extends InstructionId> = (random: Random, setting: DrawSetting) => KwargsOf<I>;

const pick = <T>(random: Random, list: readonly T[]): T => {
	const item = list[randomInt(random, list.length)];
	if (item === undefined) throw new Error("Broken invariant: nothing to draw from");
	return item;
};
const between = (random: Random, low: number, high: number) =>
	low + randomInt(random, high - low + 1);
const someOf = (random: Random, list: readonly string[], count: number): string[] => {
	const rest = [...list];
	return Array.from({ length: Math.min(count, rest.length) }, () =>
		rest.splice(randomInt(random, rest.length), 1),
	).flat();
};
const bound = (random: Random, atLeast: [number, number], lessThan: [number, number]) => {
	const relation: Relation = random.next() < 0.5 ? "at least" : "less than";
	return { relation, limit: between(random, ...(relation === "at least" ? atLeast : lessThan)) };
};

/** Draws arguments that a reply of everyday length can satisfy; the same numbers give the same arguments. */
const drawers: { [I in InstructionId]: Drawer<I> } = {
	"keywords:existence": (random, { topicWords }) => ({
		keywords: someOf(random, topicWords, between(random, 2, 3)),
	}),
	"keywords:frequency": (random, { topicWords }) => {
		const { relation, limit } = bound(random, [2, 4], [2, 3]);
		return { keyword: pick(random, topicWords), frequency: limit, relation };
	},
	"keywords:forbidden_words": (random, { topicWords }) => ({
		forbidden_words: someOf(random, topicWords, 2),
	}),
	"keywords:letter_frequency": (random, { language }) => {
		const { relation, limit } = bound(random, [15, 40], [3, 6]);
		const { commonLetters, rareLetters } = banks[language];
		return {
			letter: pick(random, [...(relation === "at least" ? commonLetters : rareLetters)]),
			let_frequency: limit,
			let_relation: relation,
		};
	},
	"language:response_language": (random, { language }) => ({
		language: random.next() < 0.5 ? language : pick(random, languages),
	}),
	"length_constraints:number_sentences": (random) => {
		const { relation, limit } = bound(random, [4, 8], [16, 24]);
		return { num_sentences: limit, relation };
	},
	"length_constraints:number_paragraphs": (random) => ({ num_paragraphs: between(random, 2, 4) }),
	"length_constraints:number_words": (random) => {
		const { relation, limit } = bound(random, [5, 12], [13, 25]);
		return { num_words: limit * 10, relation };
	},
	"length_constraints:nth_paragraph_first_word": (random, { topicWords }) => {
		const paragraphs = between(random, 2, 4);
		return {
			num_paragraphs: paragraphs,
			nth_paragraph: between(random, 1, paragraphs),
			first_word: pick(random, topicWords),
		};
	},
	"detectable_content:number_placeholders": (random) => ({
		num_placeholders: between(random, 1, 4),
	}),
	"detectable_content:postscript": (random) => ({
		postscript_marker: pick(random, ["P.S.", "P.P.S"]),
	}),
	"detectable_format:number_bullet_lists": (random) => ({ num_bullets: between(random, 2, 5) }),
	"detectable_format:constrained_response": () => ({}),
	"detectable_format:number_highlighted_sections": (random) => ({
		num_highlights: between(random, 1, 4),
	}),
	"detectable_format:multiple_sections": (random, { language }) => ({
		section_spliter: pick(random, banks[language].sections),
		num_sections: between(random, 2, 4),
	}),
	"detectable_format:json_format": () => ({}),
	"detectable_format:title": () => ({}),
	"combination:two_responses": () => ({}),
	"combination:repeat_prompt": (_random, { request }) => ({ prompt_to_repeat: request }),
	"startend:end_checker": (random, { language }) => ({
		end_phrase: pick(random, banks[language].endings),
	}),
	"startend:quotation": () => ({}),
	"change_case:capital_word_frequency": (random) => {
		const { relation, limit } = bound(random, [2, 5], [3, 6]);
		return { capital_frequency: limit, capital_relation: relation };
	},
	"change_case:english_capital": () => ({}),
	"change_case:english_lowercase": () => ({}),
	"punctuation:no_comma": () => ({}),
	"parley:acrostic": (random, { language }) => ({ word: pick(random, banks[language].acrostics) }),
	"parley:number_sum": (random) => ({
		terms: between(random, 2, 4),
		total: between(random, 10, 99),
	}),
	"parley:table_columns": (random) => ({ columns: between(random, 2, 4) }),
	"parley:longest_sentence": (random) => ({ max_words: between(random, 10, 18) }),
	"parley:avoided_letter": (random, { language }) => ({
		letter: pick(random, [...banks[language].rareLetters]),
	}),
	"parley:iso_date": () => ({}),
	"parley:emoji_at_end": () => ({}),
	"parley:nth_sentence_question": (random) => ({ n: between(random, 2, 4) }),
	"parley:json_schema": (random) => ({
		schema: {
			type: "object",
			properties: {
				title: { type: "string" },
				text: { type: "string" },
				...(random.next() < 0.5 && { rating: { type: "integer", minimum: 1, maximum: 5 } }),
				...(random.next() < 0.5 && {
					points: { type: "array", items: { type: "string" }, minItems: 2, maxItems: 4 },
				}),
			},
			additionalProperties: false,
		},
	}),
};

/** Instructions that ask for English belong into a conversation in English. */
export function fitsLanguage(id: InstructionId, language: Language): boolean {
	return language === "en" || !id.startsWith("change_case:english_");
}

/** An instruction with drawn arguments. */
export function drawInstruction(
	id: InstructionId,
	random: Random,
	setting: DrawSetting,
): GivenInstruction {
	return { id, kwargs: drawers[id](random, setting) } as GivenInstruction;
}
