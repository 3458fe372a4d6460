import { tablesIn } from "./tables.ts";
import { segmenterFor, wordsOf } from "./words.ts";

/** A sentence with its place in the text, in UTF-16 units; white space around it is left out. */
export interface Sentence {
	text: string;
	start: number;
	end: number;
}

/** Marks at a line's start that belong to its form and not to its sentence. */
const lineMark = /^[ \t]*(?:(?:[-*+•]|\d{1,3}[.)]|#{1,6}|>)[ \t]+)+/;
/** The end of a line after which the next one does not go on with the sentence. */
const lineEnd = /[.!?…:;|][\p{Pe}\p{Pf}"'*_>]*[ \t]*$/u;
const goesOn = /^[ \t]*\p{Ll}/u;

/** German writes `am 3. Mai`. */
const ordinal = "\\d{1,2}";
/** Abbreviations after whose full stop the sentence goes on, without that stop. */
const abbreviations: Record<string, readonly string[]> = {
	en: ["mr", "mrs", "ms", "jr", "sr", "e.g", "i.e"],
	fr: ["m", "mm", "mme", "mlle", "p. ex"],
	de: ["hr", "z", "z.b", "z. b", "d.h", "u.a", "bzw", "nr", "ca", "str", ordinal],
	es: ["sr", "sra", "srta", "ud", "uds", "p. ej"],
	it: ["sig", "sig.ra", "dott", "avv", "p. es"],
	pt: ["sr", "sra", "exmo", "p. ex"],
};
const everywhere = ["dr", "prof", "st", "vs", "p.s", "p. s", "p.p.s", "p. p. s"];
const ending = new Map<string, RegExp>();

function abbreviationEnd(language: string): RegExp {
	const code = language.slice(0, 2);
	let pattern = ending.get(code);
	if (pattern === undefined) {
		const list = [...everywhere, ...(abbreviations[code] ?? [])].map((text) =>
			text.replaceAll(".", "\\."),
		);
		pattern = new RegExp(`(?<![\\p{L}\\p{N}.])(?:${list.join("|")})\\.\\s*$`, "iu");
		ending.set(code, pattern);
	}
	return pattern;
}

/** Lines without those of tables, those joined that break in the middle of a sentence; offsets stay those of the text. */
function logicalLines(text: string): { text: string; start: number }[] {
	const lines: { text: string; start: number }[] = [];
	const written = text.split(/\r\n|[\n\r\u2028\u2029]/);
	const inTable = new Set<number>();
	for (const { from, to } of tablesIn(written)) for (let i = from; i < to; i++) inTable.add(i);
	let start = 0;
	let before = "";
	for (const [index, whole] of written.entries()) {
		// A row of a table is as good as an empty line: it is no sentence, and ends one.
		const line = inTable.has(index) ? "" : whole;
		const previous = lines.at(-1);
		// Only the last line is looked at, so that many lines in a row cost no more than each alone.
		const isOpen = /\p{L}/u.test(before) && !lineEnd.test(before.slice(-80));
		if (previous !== undefined && isOpen && goesOn.test(line)) {
			// Each line break is one or two units: what is left between two lines is white space.
			const gap = start - previous.start - previous.text.length;
			previous.text += " ".repeat(gap) + line;
		} else lines.push({ text: line, start });
		before = line;
		start += whole.length;
		start += text.startsWith("\r\n", start) ? 2 : 1;
	}
	return lines;
}

/**
 * The sentences of a text: Unicode's sentence segments (UAX #29) in the language, of which only
 * those with a word count. A line break ends a sentence, so that a heading, a title or a list item
 * is one, unless the next line goes on in lower case after a line without an end mark. List, quote
 * and heading marks are no part of a sentence (`1.` is none), usual abbreviations end none, and rows of tables are none.
 */
export function sentencesOf(text: string, language: string): Sentence[] {
	const sentences: Sentence[] = [];
	const isAbbreviated = abbreviationEnd(language);
	const segmenter = segmenterFor(language, "sentence");
	for (const line of logicalLines(text)) {
		if (line.text.trim() === "") continue;
		const mark = lineMark.exec(line.text)?.[0].length ?? 0;
		let open = "";
		let at = line.start + mark;
		const close = () => {
			const trimmed = open.trim();
			const start = at + open.length - open.trimStart().length;
			if (trimmed !== "" && wordsOf(trimmed, language).length > 0) {
				sentences.push({ text: trimmed, start, end: start + trimmed.length });
			}
			at += open.length;
			open = "";
		};
		for (const { segment } of segmenter.segment(line.text.slice(mark))) {
			open += segment;
			// Only the end matters, and a short end keeps this linear in a long line.
			if (!isAbbreviated.test(open.slice(-24))) close();
		}
		close();
	}
	return sentences;
}

const closers = /(?:[\s\p{Pe}\p{Pf}\p{Extended_Pictographic}"'*_>|]|\ufe0f|\u200d)+$/u;

/** Whether a sentence ends in a question mark, whatever brackets, quotes or emphasis follow it. */
export function isQuestion(sentence: string): boolean {
	return /[?？؟]$/.test(sentence.slice(-40).replace(closers, ""));
}
