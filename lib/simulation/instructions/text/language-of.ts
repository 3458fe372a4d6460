import { detectLanguage } from "#lib/arena/language.ts";

/**
 * The language of a reply, also of one in capitals or inside one code fence (a JSON reply), which
 * the detector would pass over as code; `null` when there is too little text to tell.
 */
export function languageOf(text: string): string | null {
	const letters = text.toLowerCase();
	return detectLanguage(letters) ?? detectLanguage(letters.replace(/^[ \t]*(?:```|~~~).*$/gm, ""));
}
