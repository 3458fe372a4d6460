import { bareLines } from "#lib/simulation/text/bare-lines.ts";
import { type Move, moves } from "./rules.ts";

/**
 * The move that a text makes; null when it makes none or more than one. Lines that are a move by themselves, in any
 * case, come first if they agree. Else the last line decides, if it is a move or names one in capitals at its end or
 * after a colon. Words in running prose are never a move.
 */
export function parseMove(text: string): Move | null {
	const lines = bareLines(text);
	const alone = [...new Set(lines.map(asMove).filter((move) => move !== null))];
	if (alone.length === 1) return only(alone);
	const last = lines.at(-1) ?? "";
	return asMove(last) ?? (alone.length === 0 ? namedIn(last) : null);
}

/** The move after a colon, or the only one that a line without a "not" names, at its end. */
function namedIn(line: string): Move | null {
	const afterColon = /:\W*([A-Z]+)\W*(?:$|[.!(;])/u.exec(line)?.[1];
	if (afterColon !== undefined) return asMove(afterColon);
	const move = only(moves.filter((name) => containsWord(line, name)));
	if (move === null || /\b(?:not|never|no)\b|n['’]t\b/iu.test(line)) return null;
	return new RegExp(`\\b${move}\\W*$`, "u").test(line) ? move : null;
}

const asMove = (line: string) => moves.find((move) => move === line.toUpperCase()) ?? null;
const containsWord = (line: string, word: string) => new RegExp(`\\b${word}\\b`, "u").test(line);

function only(found: readonly Move[]): Move | null {
	return found.length === 1 ? (found[0] ?? null) : null;
}
