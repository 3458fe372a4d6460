import { type Random, randomInt } from "#lib/kernel/random.ts";
import type { GivenInstruction } from "#lib/simulation/instructions/kwargs.ts";
import { isLanguage, type Language } from "#lib/simulation/instructions/languages.ts";
import { banks } from "./bank/bank.ts";
import { fits } from "./fits.ts";
import { has, kwargsOf } from "./of-kind.ts";

/** Sentences and words of which a reply is made, all of them within the limits in force. */
export interface Material {
	/** Language that the text is written in. */
	language: Language;
	/** The next sentence; the bank starts again when it is used up. */
	sentence(): string;
	/** The next word, in lower or title case as the language writes nouns. */
	word(): string;
	/** A sentence that begins with the letter, as `G: …` if the bank has none. */
	sentenceFrom(letter: string): string;
}

/** The language that a reply has to be in. */
export function replyLanguage(given: readonly GivenInstruction[], language: Language): Language {
	const asked = kwargsOf(given, "language:response_language")[0]?.language;
	if (asked !== undefined && isLanguage(asked)) return asked;
	const isEnglish =
		has(given, "change_case:english_capital") || has(given, "change_case:english_lowercase");
	return isEnglish ? "en" : language;
}

function shuffled(list: readonly string[], random: Random): string[] {
	const rest = [...list];
	return list.map(() => rest.splice(randomInt(random, rest.length), 1)[0] ?? "");
}

/** Draws a shuffled supply of sentences and words. When nothing fits, what does not is used. */
export function drawMaterial(
	given: readonly GivenInstruction[],
	language: Language,
	random: Random,
): Material {
	const bank = banks[language];
	const usable = (list: readonly string[]) => {
		const fitting = list.filter((text) => fits(text, given, language));
		return shuffled(fitting.length > 0 ? fitting : list, random);
	};
	const sentences = usable(bank.sentences);
	const words = usable(bank.words);
	let sentenceAt = 0;
	let wordAt = 0;
	const sentence = () => sentences[sentenceAt++ % sentences.length] ?? "";
	const initial = (text: string) => text.normalize("NFD").slice(0, 1).toLowerCase();
	return {
		language,
		sentence,
		word: () => words[wordAt++ % words.length] ?? "",
		sentenceFrom(letter) {
			const own = sentences.find((text) => initial(text) === initial(letter));
			return own ?? `${letter.toUpperCase()}: ${sentence()}`;
		},
	};
}
