import { bareLines } from "#lib/simulation/text/bare-lines.ts";
import { type Move, moves } from "./rules.ts";

/**
 * The move that a text makes; null when it makes none or more than one. The last line decides: it is a move by
 * itself, in any case, or names exactly one in capitals. Without that, lines that are a move by themselves count if
 * they agree. Words in running prose are never a move.
 */
export function parseMove(text: string): Move | null {
	const lines = bareLines(text);
	const last = lines.at(-1);
	if (last === undefined) return null;
	const named = asMove(last) ?? only(moves.filter((move) => containsWord(last, move)));
	if (named !== null) return named;
	if (moves.some((move) => containsWord(last, move))) return null;
	return only([...new Set(lines.map(asMove).filter((move) => move !== null))]);
}

const asMove = (line: string) => moves.find((move) => move === line.toUpperCase()) ?? null;
const containsWord = (line: string, word: string) => new RegExp(`\\b${word}\\b`, "u").test(line);

function only(found: readonly Move[]): Move | null {
	return found.length === 1 ? (found[0] ?? null) : null;
}
