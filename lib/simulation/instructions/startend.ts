import { defineInstruction } from "./instruction.ts";
import { foldText } from "./text/occurrences.ts";

const flat = (text: string) => foldText(text).trim().replace(/\s+/g, " ").toLowerCase();

/** Quotation marks around the whole reply do not stand after the phrase. */
export const endChecker = defineInstruction(
	"startend:end_checker",
	"Last words",
	(text, { end_phrase }) => {
		const unquoted = (value: string) => value.replace(/[\s"”“»]+$/, "");
		const wanted = unquoted(flat(end_phrase));
		// The end alone is looked at: a search for marks in a long reply would take long.
		const ok = unquoted(flat(text).slice(-wanted.length - 40)).endsWith(wanted);
		return { ok, detail: ok ? "found" : `ends "${text.trim().slice(-40)}"` };
	},
);

/** Straight quotation marks, or a typographic pair of any of the languages. */
const quoted = /^(?:"[\s\S]+"|“[\s\S]+”|„[\s\S]+[“”]|«[\s\S]+»|»[\s\S]+«)$/;

export const quotation = defineInstruction("startend:quotation", "Quotation marks", (text) => {
	const ok = quoted.test(text.trim());
	return { ok, detail: ok ? "quoted" : "not wrapped in double quotation marks" };
});
