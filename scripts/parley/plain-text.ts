/**
 * Control characters, which a terminal obeys (escape sequences move the cursor, clear the screen, set
 * the title), line separators, and the controls of writing direction, which show a name as another.
 */
const obeyed = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** A text from a file as it may be written to a terminal: what would be obeyed is shown as its code. */
export function plainText(text: string): string {
	return text.replace(obeyed, escaped);
}

/** As `plainText`, but the lines of a message stay lines. */
export function plainLines(text: string): string {
	return text.split("\n").map(plainText).join("\n");
}

/** The same value with every text in it plain, keys included. Columns of numbers are left as they are. */
export function plainTexts<T>(value: T): T {
	return plain(value) as T;
}

function plain(value: unknown): unknown {
	if (typeof value === "string") return plainText(value);
	if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
	if (Array.isArray(value)) return typeof value[0] === "number" ? value : value.map(plain);
	return Object.fromEntries(
		Object.entries(value).map(([key, each]) => [plainText(key), plain(each)]),
	);
}

function escaped(character: string): string {
	return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
}
