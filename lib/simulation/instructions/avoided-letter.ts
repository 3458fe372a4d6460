import { defineInstruction } from "./instruction.ts";
import { countBaseLetter } from "./text/occurrences.ts";

/** Capitals and accented forms are the same letter. */
export const avoidedLetter = defineInstruction(
	"parley:avoided_letter",
	"Avoided letter",
	(text, { letter }) => {
		const found = countBaseLetter(text, letter);
		return { ok: found === 0, detail: `found ${found} times` };
	},
);
