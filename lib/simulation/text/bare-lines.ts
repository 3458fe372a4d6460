import { linesOf } from "./lines.ts";

/** What people and models put around a word to make it stand out: emphasis, quotes, bullets, closing marks. */
const before = new Set(" \t*_`\"'“”‘’#>•[({-");
const after = new Set(" \t*_`\"'“”‘’.!;,])}");

/** The lines of a text without the marks around them, empty ones left out. Linear in the text's length. */
export function bareLines(text: string): string[] {
	return linesOf(text)
		.map((line) => strip(line.trim()))
		.filter((line) => line !== "");
}

function strip(line: string): string {
	let from = 0;
	let to = line.length;
	while (from < to && before.has(line.charAt(from))) from += 1;
	while (to > from && after.has(line.charAt(to - 1))) to -= 1;
	return line.slice(from, to);
}
