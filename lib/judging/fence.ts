import { assert } from "#lib/kernel/assert.ts";

/**
 * Sections of a prompt that hold other people's words. A section begins and ends with a line that
 * carries a mark, and no line inside can be taken for one: lines of foreign text begin with "| ".
 * The mark is unknown to whoever wrote the text, so that a model sees the border as well.
 */
const QUOTE = "| ";

/** Line breaks of any kind, so that no viewer and no model sees a line that was not quoted. */
const lineBreak = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

const opening = /^<<<([0-9a-z]+(?:-[0-9]+)?) ([a-z]+)>>>$/;

/**
 * The mark of a prompt: the nonce, 8 to 64 digits and lower-case letters that nobody can foresee,
 * or a longer mark made from it where a text happens to contain it.
 */
export function deriveMark(nonce: string, texts: readonly string[]): string {
	assert(/^[0-9a-z]{8,64}$/.test(nonce), "a nonce has 8 to 64 digits and lower-case letters");
	let mark = nonce;
	for (let n = 1; texts.some((text) => text.includes(mark)); n++) mark = `${nonce}-${n}`;
	return mark;
}

/** A text with line feeds as its only line breaks, and without halves of surrogate pairs. */
export function plainText(text: string): string {
	return text.toWellFormed().split(lineBreak).join("\n");
}

/** Foreign text as quoted lines. */
export function quoteLines(text: string): string[] {
	return plainText(text)
		.split("\n")
		.map((line) => QUOTE + line);
}

/** The text of a quoted line, or null for any other line. */
export function unquoteLine(line: string): string | null {
	return line.startsWith(QUOTE) ? line.slice(QUOTE.length) : null;
}

/** One section. `lines` must come from `quoteLines` or be the caller's own words. */
export function fenceSection(mark: string, name: string, lines: readonly string[]): string {
	assert(
		lines.every((line) => !line.startsWith("<<<") && !lineBreak.test(line)),
		"lines inside a fence are quoted or our own",
	);
	return [`<<<${mark} ${name}>>>`, ...lines, `<<<${mark} end ${name}>>>`].join("\n");
}

/**
 * The lines of each section of a prompt, by name. The first opening line gives the mark: it stands
 * before any foreign text. A section that never ends is left out.
 */
export function readSections(prompt: string): Map<string, string[]> {
	const sections = new Map<string, string[]>();
	let mark: string | null = null;
	let open: { name: string; lines: string[] } | null = null;
	for (const line of prompt.split("\n")) {
		if (open !== null) {
			if (line === `<<<${mark} end ${open.name}>>>`) {
				sections.set(open.name, open.lines);
				open = null;
			} else open.lines.push(line);
			continue;
		}
		const match = opening.exec(line);
		if (match === null || (mark !== null && match[1] !== mark)) continue;
		mark = match[1] ?? "";
		open = { name: match[2] ?? "", lines: [] };
	}
	return sections;
}
