import { defineInstruction } from "./instruction.ts";

const base = (text: string) =>
	text.normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC").toLowerCase();

/** The first letters of the first lines; marks before them and lines without a letter do not count. */
export const acrostic = defineInstruction("parley:acrostic", "Acrostic", (text, { word }) => {
	const wanted = base(word);
	const initials = base(text)
		.split("\n")
		.flatMap((line) => line.match(/\p{L}/u)?.[0] ?? []);
	// Compared place by place: a word may have the same letter twice.
	const found = initials.slice(0, [...wanted].length).join("");
	return { ok: found === wanted, detail: `the lines spell "${found}"` };
});
