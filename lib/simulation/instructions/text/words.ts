const segmenters = new Map<string, Intl.Segmenter>();

/** A cached segmenter; a tag that is none falls back to English, so that no text can throw. */
export function segmenterFor(language: string, granularity: "word" | "sentence"): Intl.Segmenter {
	const tag = /^[a-z]{2,3}(?:-[A-Za-z]{2,8})?$/.test(language) ? language : "en";
	const key = `${granularity} ${tag}`;
	const known = segmenters.get(key);
	if (known !== undefined) return known;
	const made = new Intl.Segmenter(tag, { granularity });
	segmenters.set(key, made);
	return made;
}

/**
 * The words of a text: the word-like segments of Unicode's rules (UAX #29) in the language. `don't`
 * and `l'acqua` are one word, `well-known` is two, a number is a word, punctuation is none.
 */
export function wordsOf(text: string, language: string): string[] {
	const words: string[] = [];
	for (const part of segmenterFor(language, "word").segment(text)) {
		if (part.isWordLike) words.push(part.segment);
	}
	return words;
}
