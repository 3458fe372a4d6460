import { defineInstruction } from "./instruction.ts";

/** The comma and its forms in other scripts; one inside a number is a comma too. */
const comma = /[,،，、]/g;

export const noComma = defineInstruction("punctuation:no_comma", "No commas", (text) => {
	const found = text.match(comma)?.length ?? 0;
	return { ok: found === 0, detail: `found ${found} commas` };
});
