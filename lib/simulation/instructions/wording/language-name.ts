/** A language's name in a language, such as `German` or `allemand`; the code itself when it has none. */
export function languageName(code: string, language: string): string {
	return new Intl.DisplayNames([language], { type: "language" }).of(code) ?? code;
}

/** Phrases in the quotation marks given, joined with commas. */
export function quoteAll(phrases: readonly string[], open: string, close: string): string {
	return phrases.map((phrase) => `${open}${phrase}${close}`).join(", ");
}
