import { type Locale, translator } from "#lib/i18n/translate.ts";

/** The words of the admin pages in a language. */
export const adminWords = (locale: Locale) => translator(locale, "admin");
export type AdminWords = ReturnType<typeof adminWords>;

/** What a code of one of our lists is called; a code that no list knows is shown as it is. */
export function wordFor<K extends string>(
	known: readonly K[],
	code: string,
	word: (key: K) => string,
): string {
	const key = known.find((one) => one === code);
	return key === undefined ? code : word(key);
}
