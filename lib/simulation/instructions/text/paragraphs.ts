/** A divider of exactly `length` asterisks with white space or nothing on both sides. */
function splitAt(text: string, length: number): string[] {
	return text.split(new RegExp(`(?<=^|\\s)\\*{${length}}(?=\\s|$)`));
}

/**
 * Parts separated by dividers of so many asterisks; empty ones at the start and the end are left
 * out. `null` when a part in the middle is empty. Bold italics (`***so***`) divide nothing.
 */
export function dividedParts(text: string, asterisks: number): string[] | null {
	const parts = splitAt(text, asterisks).map((part) => part.trim());
	const isEmptyInside = parts.some(
		(part, index) => part === "" && index > 0 && index < parts.length - 1,
	);
	return isEmptyInside ? null : parts.filter((part) => part !== "");
}

/** Paragraphs separated by blank lines, without empty ones. */
export function blankLineParagraphs(text: string): string[] {
	return text
		.split(/\n[ \t\r]*\n/)
		.map((part) => part.trim())
		.filter((part) => part !== "");
}
