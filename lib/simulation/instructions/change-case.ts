import { type CheckResult, defineInstruction } from "./instruction.ts";
import { compareCount } from "./relation.ts";
import { capitalWords } from "./text/capitals.ts";
import { languageOf } from "./text/language-of.ts";

export const capitalWordFrequency = defineInstruction(
	"change_case:capital_word_frequency",
	"Words in capitals",
	(text, { capital_frequency, capital_relation }, { language }) =>
		compareCount(capitalWords(text, language).length, capital_relation, capital_frequency),
);

function checkCase(text: string, wrong: RegExp, right: RegExp): CheckResult {
	const found = wrong.exec(text)?.[0];
	if (found !== undefined) return { ok: false, detail: `found the letter ${found}` };
	if (!right.test(text)) return { ok: false, detail: "no letter at all" };
	const language = languageOf(text);
	return {
		ok: language === "en",
		detail: language === null ? "too little text to tell its language" : `written in ${language}`,
	};
}

export const englishCapital = defineInstruction(
	"change_case:english_capital",
	"English in capitals",
	(text) => checkCase(text, /[\p{Ll}\p{Lt}]/u, /\p{Lu}/u),
);

export const englishLowercase = defineInstruction(
	"change_case:english_lowercase",
	"English in lower case",
	(text) => checkCase(text, /[\p{Lu}\p{Lt}]/u, /\p{Ll}/u),
);
