import { foldMarks } from "./text/fold-marks.ts";
import { linesOf } from "./text/lines.ts";

/** A line of a message that gives a command, such as `PROBE 2 4 6`. */
export interface CommandLine {
	/** The command in capitals. */
	word: string;
	/** What follows it, without what decorates the line. */
	rest: string;
	/** Written in capitals, so that it is meant as a command even when the rest can't be read. */
	isPlain: boolean;
}

const decoration = /^(?:[\s`*_>#•“”‘’"'[({$-]|\d+[.)]\s)+/;
/** A label before the command, as in `**Move:** PROBE 2 -4 6`. */
const label =
	/^(?:(?:my|next|final) )?(?:move|action|answer|probe|guess|command|turn)[*_]{0,3}:[\s*_`"“]*/i;

/**
 * The lines of a message that begin with one of the words (given in capitals), in order. Tolerates capitals and
 * small letters, Markdown, quotation marks and dollar signs around line and word, a colon after it, a full stop at the end
 * and Unicode's other spaces and hyphens; a label with a colon may stand before a command in capitals. A command in the
 * middle of a line is prose.
 */
export function commandLines(text: string, words: readonly string[]): CommandLine[] {
	return linesOf(text).flatMap((line) => {
		const bare = foldMarks(line).replace(decoration, "");
		return labelled(bare, words) ?? commandIn(bare, words) ?? [];
	});
}

function commandIn(bare: string, words: readonly string[]): CommandLine | null {
	const [written = ""] = /^[A-Za-z]+/.exec(bare) ?? [];
	const word = written.toUpperCase();
	if (!words.includes(word)) return null;
	const rest = trimEnd(bare.slice(written.length)).replace(/^[\s`*_:$]+/, "");
	return { word, rest, isPlain: written === word };
}

function labelled(bare: string, words: readonly string[]): CommandLine | null {
	const [before] = label.exec(bare) ?? [];
	if (before === undefined) return null;
	const command = commandIn(bare.slice(before.length), words);
	return command?.isPlain === true ? command : null;
}

/** By hand: a pattern tied to the end of a long line takes quadratic time. */
function trimEnd(text: string): string {
	let end = text.length;
	while (end > 0 && /[\s`*_.$"'“”‘’]/.test(text.charAt(end - 1))) end -= 1;
	return text.slice(0, end);
}
