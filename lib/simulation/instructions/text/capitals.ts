import { wordsOf } from "./words.ts";

/** Words of at least two letters, all of them capitals: `I` and `P.S.` are none. */
export function capitalWords(text: string, language: string): string[] {
	return wordsOf(text, language).filter(
		(word) => /^[\p{Lu}\p{N}\p{M}'’]+$/u.test(word) && (word.match(/\p{Lu}/gu)?.length ?? 0) >= 2,
	);
}
