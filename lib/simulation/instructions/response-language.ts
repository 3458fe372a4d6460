import { defineInstruction } from "./instruction.ts";
import { languageOf } from "./text/language-of.ts";

/** A text whose language cannot be told does not follow the instruction; it is never passed unseen. */
export const responseLanguage = defineInstruction(
	"language:response_language",
	"Language of the reply",
	(text, { language }) => {
		const found = languageOf(text);
		return {
			ok: found === language.split("-")[0],
			detail: found === null ? "too little text to tell its language" : `written in ${found}`,
		};
	},
);
