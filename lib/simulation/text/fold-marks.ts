/** Spaces that are not the plain one: Unicode's space separators (Zs), without those of no width. */
const spaces = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
/** Hyphen, non-breaking hyphen, figure dash, en dash, minus sign. */
const hyphens = /[\u2010\u2011\u2012\u2013\u2212]/g;

/**
 * A line in which spaces and hyphens are the plain ones, and signs that Markdown gives a meaning have no
 * backslash before them.
 */
export function foldMarks(line: string): string {
	return line
		.replace(spaces, " ")
		.replace(hyphens, "-")
		.replace(/\\([*_<>()+-])/g, "$1");
}
