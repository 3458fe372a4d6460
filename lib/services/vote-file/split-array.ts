import { isUtf8 } from "node:buffer";
import type { JsonText } from "./json-rows.ts";
import { damaged } from "./row-source.ts";

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [OPEN_LIST, CLOSE_LIST, OPEN, CLOSE] = [0x5b, 0x5d, 0x7b, 0x7d];

const isSpace = (byte: number) => byte === 32 || (byte >= 9 && byte <= 13);

/** The elements of one large JSON list, each as its own text; the list is never held whole. */
export async function* splitArray(
	pieces: AsyncIterable<Buffer>,
): AsyncGenerator<JsonText, void, undefined> {
	let depth = 0;
	let inString = false;
	let isEscaped = false;
	let isOver = false;
	let element = 0;
	let kept: Buffer[] = [];
	const textOf = (last: Buffer): JsonText | null => {
		const bytes = kept.length === 0 ? last : Buffer.concat([...kept, last]);
		kept = [];
		if (!isUtf8(bytes))
			throw damaged(`Element ${element + 1} is not UTF-8. Save the file as UTF-8.`);
		const text = bytes.toString("utf8").trim();
		if (text === "") return null;
		element++;
		return { text, where: `Element ${element}` };
	};
	for await (const piece of pieces) {
		let start = 0;
		for (let at = 0; at < piece.length; at++) {
			const byte = piece[at] ?? 0;
			if (inString) {
				if (isEscaped) isEscaped = false;
				else if (byte === BACKSLASH) isEscaped = true;
				else if (byte === QUOTE) inString = false;
				continue;
			}
			if (isOver && !isSpace(byte))
				throw damaged("Something follows the JSON list. Is this JSONL?");
			if (byte === QUOTE) inString = true;
			else if (byte === OPEN || byte === OPEN_LIST) {
				if (depth === 0) start = at + 1;
				depth++;
			} else if (byte === CLOSE || byte === CLOSE_LIST) depth--;
			const isEnd = depth === 0 && byte === CLOSE_LIST;
			if (isEnd || (depth === 1 && byte === COMMA)) {
				const found = textOf(piece.subarray(start, at));
				if (found !== null) yield found;
				start = at + 1;
				isOver = isEnd;
			}
		}
		if (!isOver && start < piece.length) kept.push(piece.subarray(start));
	}
	if (!isOver)
		throw damaged(
			`The JSON list does not end (after ${element} whole elements): the file was cut off. Download it again.`,
		);
}
