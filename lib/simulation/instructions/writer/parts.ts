import { constrainedOptions } from "#lib/simulation/instructions/constrained-options.ts";
import type { GivenInstruction } from "#lib/simulation/instructions/kwargs.ts";
import type { Material } from "./material.ts";
import { has, kwargsOf } from "./of-kind.ts";

const times = <T>(count: number, make: (index: number) => T): T[] =>
	Array.from({ length: count }, (_, index) => make(index));
const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);

/** Sentences that hold what the instructions want to be there, each on one line. */
export function neededSentences(
	given: readonly GivenInstruction[],
	material: Material,
	contextLanguage: string,
): string[] {
	const lines: string[] = [];
	const say = (words: string[]) => lines.push(`${capital(words.join(" "))}.`);
	for (const { keywords } of kwargsOf(given, "keywords:existence")) say([...keywords]);
	for (const { keyword, relation, frequency } of kwargsOf(given, "keywords:frequency")) {
		if (relation === "at least" && frequency > 0) say(times(frequency, () => keyword));
	}
	if (has(given, "detectable_format:constrained_response")) {
		lines.push(constrainedOptions(contextLanguage)[0] ?? "");
	}
	for (const { num_placeholders } of kwargsOf(given, "detectable_content:number_placeholders")) {
		if (num_placeholders > 0) say(times(num_placeholders, () => `[${material.word()}]`));
	}
	for (const kwargs of kwargsOf(given, "detectable_format:number_highlighted_sections")) {
		if (kwargs.num_highlights > 0) say(times(kwargs.num_highlights, () => `*${material.word()}*`));
	}
	for (const kwargs of kwargsOf(given, "change_case:capital_word_frequency")) {
		if (kwargs.capital_relation === "at least" && kwargs.capital_frequency > 0) {
			say(times(kwargs.capital_frequency, () => material.word().toUpperCase()));
		}
	}
	for (const { terms, total } of kwargsOf(given, "parley:number_sum")) {
		const ones = times(terms - 1, () => 1);
		lines.push(`${[...ones, total - ones.length].join(" + ")} = ${total}`);
	}
	if (has(given, "parley:iso_date")) lines.push("2026-05-17.");
	return lines;
}

/** Blocks of lines whose form the instructions want. */
export function neededBlocks(given: readonly GivenInstruction[], material: Material): string[] {
	const blocks: string[] = [];
	for (const { columns } of kwargsOf(given, "parley:table_columns")) {
		const row = () => `| ${times(columns, () => material.word()).join(" | ")} |`;
		blocks.push([row(), `|${" --- |".repeat(columns)}`, row()].join("\n"));
	}
	for (const { num_bullets } of kwargsOf(given, "detectable_format:number_bullet_lists")) {
		if (num_bullets > 0) {
			blocks.push(times(num_bullets, () => `* ${capital(material.word())}.`).join("\n"));
		}
	}
	for (const kwargs of kwargsOf(given, "detectable_format:multiple_sections")) {
		const section = (index: number) =>
			`${kwargs.section_spliter} ${index + 1}\n${material.sentence()}`;
		blocks.push(times(kwargs.num_sections, section).join("\n"));
	}
	return blocks;
}

/** A title line, if one is wanted. */
export function titleLine(given: readonly GivenInstruction[], material: Material): string[] {
	return has(given, "detectable_format:title") ? [`<<${capital(material.word())}>>`] : [];
}

/** What stands at the end, if it is wanted: a postscript, then the last words. */
export function closingLines(given: readonly GivenInstruction[], material: Material): string[] {
	const postscripts = kwargsOf(given, "detectable_content:postscript").map(
		({ postscript_marker }) => `${postscript_marker} ${material.sentence()}`,
	);
	const endings = kwargsOf(given, "startend:end_checker").map(({ end_phrase }) => end_phrase);
	return [...postscripts, ...endings];
}
