/** Languages in which instructions can be worded and texts be written, as ISO 639-1 codes. */
export const languages = ["en", "fr", "de", "es", "it", "pt"] as const;

export type Language = (typeof languages)[number];

/** Whether a language code is one of those that instructions are worded in. */
export function isLanguage(code: string): code is Language {
	return languages.some((language) => language === code);
}
