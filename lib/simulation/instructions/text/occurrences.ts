const wordCharacter = "[\\p{L}\\p{N}\\p{M}_]";
/** Scripts written without spaces have no word starts that a pattern could see. */
const spaceless = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Khmer}\p{sc=Lao}]/u;

/** Composed characters and straight apostrophes, so that equal-looking words are equal. */
export function foldText(text: string): string {
	return text.normalize("NFC").replace(/[’‘ʼ]/g, "'");
}

function patternOf(phrase: string, isWhole: boolean): RegExp {
	const folded = foldText(phrase.trim());
	const literal = folded
		.split(/\s+/)
		.map((part) => part.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"))
		.join("\\s+");
	const isSpaceless = spaceless.test(folded);
	const before = isSpaceless ? "" : `(?<!${wordCharacter})`;
	const after = isSpaceless || !isWhole ? "" : `(?!${wordCharacter})`;
	return new RegExp(`${before}${literal}${after}`, "giu");
}

/**
 * How often a phrase occurs, in any case, each time at the start of a word: `sneaker` occurs in
 * `sneakers` (as the public checker counts it), `war` does not occur in `forward`.
 */
export function countOccurrences(text: string, phrase: string): number {
	return foldText(text).match(patternOf(phrase, false))?.length ?? 0;
}

/** Whether a phrase occurs as whole words, in any case and any script. */
export function hasWord(text: string, word: string): boolean {
	return patternOf(word, true).test(foldText(text));
}

/** How often a character occurs, in upper or lower case; an accented letter is another letter. */
export function countLetter(text: string, letter: string): number {
	const wanted = foldText(letter).toLowerCase();
	let found = 0;
	for (const character of foldText(text).toLowerCase()) if (character === wanted) found += 1;
	return found;
}

/** How often a letter occurs in any case, with or without accents. */
export function countBaseLetter(text: string, letter: string): number {
	const base = (value: string) => value.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
	const wanted = base(letter);
	let found = 0;
	for (const character of base(text)) if (character === wanted) found += 1;
	return found;
}
