import { constrainedOptions } from "#lib/simulation/instructions/constrained-options.ts";
import type { JsonShape } from "#lib/simulation/instructions/json-shape.ts";
import type { GivenInstruction } from "#lib/simulation/instructions/kwargs.ts";
import type { Material } from "./material.ts";
import { has, kwargsOf } from "./of-kind.ts";
import { closingLines, neededBlocks, neededSentences, titleLine } from "./parts.ts";
import { askQuestions } from "./questions.ts";

export interface Composition {
	/** Instructions to follow. */
	given: readonly GivenInstruction[];
	material: Material;
	/** Language of the conversation, which may be another than that of the text. */
	contextLanguage: string;
	/** Lines of the writer's own, in the order they come. */
	extra: readonly string[];
	/** How many sentences stand there for the text's own sake. */
	fillers: number;
}

/** A reply put together so that it follows the instructions. */
export function compose(composition: Composition): string {
	const { given } = composition;
	const isJson = has(given, "detectable_format:json_format") || has(given, "parley:json_schema");
	const text = isJson ? composeJson(composition) : composeText(composition);
	if (has(given, "change_case:english_capital")) return text.toUpperCase();
	return has(given, "change_case:english_lowercase") ? text.toLowerCase() : text;
}

function composeText(composition: Composition): string {
	const { given, contextLanguage } = composition;
	const kept = [
		...kwargsOf(given, "startend:end_checker").map(({ end_phrase }) => end_phrase),
		...kwargsOf(given, "combination:repeat_prompt").map((k) => k.prompt_to_repeat ?? ""),
		...constrainedOptions(contextLanguage),
	];
	const isProtected = (sentence: string) => kept.some((text) => text.includes(sentence));
	const asked = askQuestions(arrange(composition), given, contextLanguage, isProtected);
	const emoji = has(given, "parley:emoji_at_end") ? `${asked} 🌿` : asked;
	return has(given, "startend:quotation") ? `"${emoji}"` : emoji;
}

/** The paragraphs and everything in them, before marks that go around or after the whole. */
function arrange({ given, material, contextLanguage, extra, fillers }: Composition): string {
	const nth = kwargsOf(given, "length_constraints:nth_paragraph_first_word")[0];
	const stars = kwargsOf(given, "length_constraints:number_paragraphs")[0]?.num_paragraphs ?? 1;
	const blanks = nth?.num_paragraphs ?? 1;
	const count = Math.max(stars, blanks);
	const paragraphs = Array.from({ length: count }, (_, index): string[] => {
		if (index + 1 === nth?.nth_paragraph) return [`${nth.first_word}: ${material.sentence()}`];
		const isOpened = index === 0 && opening(given, material) !== null;
		return isOpened ? [] : [material.sentence()];
	});
	const [first = [], last = first] = [paragraphs[0], paragraphs.at(-1)];
	const opened = opening(given, material);
	if (opened !== null) first.unshift(...opened);
	const title = titleLine(given, material);
	if (opened !== null || nth?.nth_paragraph === 1) first.push(...title);
	else first.unshift(...title);
	for (let i = 0; i < fillers; i++) paragraphs[i % count]?.push(material.sentence());
	first.push(...extra, ...neededSentences(given, material, contextLanguage));
	first.push(...neededBlocks(given, material));
	// What goes around or after the whole reply would become part of a table's last row.
	if (has(given, "parley:table_columns")) first.push(material.sentence());
	if (has(given, "combination:two_responses")) {
		// Two sentences from one supply can be the same; a word in front cannot.
		last.push("******", `${material.word()}: ${material.sentence()}`);
	}
	last.push(...closingLines(given, material));
	const gap = nth === undefined ? "\n\n" : "\n";
	return paragraphs
		.map((parts) => parts.join(gap))
		.reduce((text, paragraph, index) => {
			const between = index < blanks ? "\n\n" : gap;
			return index < stars ? `${text}${between}***${gap}${paragraph}` : text + between + paragraph;
		});
}

/** What has to be the very beginning: the request, or lines whose first letters spell a word. */
function opening(given: readonly GivenInstruction[], material: Material): string[] | null {
	const request = kwargsOf(given, "combination:repeat_prompt")[0]?.prompt_to_repeat;
	if (request !== undefined) return [request];
	const word = kwargsOf(given, "parley:acrostic")[0]?.word;
	return word === undefined ? null : [...word].map((letter) => material.sentenceFrom(letter));
}

function composeJson(composition: Composition): string {
	const { given, material, contextLanguage, extra, fillers } = composition;
	const text = [
		...titleLine(given, material),
		...Array.from({ length: fillers + 1 }, () => material.sentence()),
		...extra,
		...neededSentences(given, material, contextLanguage),
		...closingLines(given, material),
	].join(" ");
	const shape = kwargsOf(given, "parley:json_schema")[0]?.schema;
	const value =
		shape === undefined ? { [material.word()]: text } : fillShape(shape, text, material);
	return JSON.stringify(value, null, 1);
}

/** A value of a shape whose last free string holds the text. */
function fillShape(shape: JsonShape, text: string, material: Material): object {
	const fields = Object.entries(shape.properties);
	const isFree = ([, field]: (typeof fields)[number]) =>
		field.type === "string" && field.enum === undefined;
	const holder = fields.findLast(isFree)?.[0];
	return Object.fromEntries(
		fields.map(([name, field]) => {
			if (name === holder) return [name, text];
			if (field.type === "string") return [name, field.enum?.[0] ?? material.word()];
			if (field.type === "integer") return [name, field.minimum ?? field.maximum ?? 1];
			if (field.type === "boolean") return [name, true];
			return [name, Array.from({ length: field.minItems ?? 1 }, () => material.word())];
		}),
	);
}
