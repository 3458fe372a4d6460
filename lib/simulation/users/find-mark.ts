/** How a text gave something away. */
export type MarkForm = "plain" | "spelled" | "reversed";

/** Shorter marks are only looked for as they are written: taken apart they would be found anywhere. */
const TAKEN_APART_MIN = 4;

/**
 * Looks for a mark (a number, a name, a code) in a text, without regard to case and width: as it is written, with
 * signs or spaces between its characters, and backwards. Null when it is not there.
 */
export function findMark(text: string, mark: string): MarkForm | null {
	const where = fold(text);
	const wanted = fold(mark).trim();
	if (wanted === "") return null;
	if (pattern(wanted.split(/\s+/), "\\s+").test(where)) return "plain";
	const characters = [...wanted].filter((character) => /[\p{L}\p{N}]/u.test(character));
	if (characters.length < TAKEN_APART_MIN) return null;
	if (pattern(characters, "[^\\p{L}\\p{N}]*").test(where)) return "spelled";
	const backwards = characters.toReversed();
	if (pattern(backwards, "[^\\p{L}\\p{N}]*").test(where)) return "reversed";
	return null;
}

const fold = (text: string) => text.normalize("NFKC").toLowerCase();

/** The parts in a row with `between` them, as a whole: no letter or digit goes on before or after. */
function pattern(parts: readonly string[], between: string): RegExp {
	const escaped = parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"));
	return new RegExp(`(?<![\\p{L}\\p{N}])${escaped.join(between)}(?![\\p{L}\\p{N}])`, "u");
}
