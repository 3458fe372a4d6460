import { defineInstruction } from "./instruction.ts";

/** Whole numbers joined by plus signs, then an equals sign and a number; none of it part of a longer number. */
const sum =
	/(?<![\p{L}\d.,+-])(\d{1,9}(?:\s?\+\s?\d{1,9}){1,30})\s?=\s?(\d{1,12})(?![\d+*/-]|[.,]\d)/gu;

/** Digits elsewhere in the text (dates, prices, section numbers) are no part of the sum. */
export const numberSum = defineInstruction(
	"parley:number_sum",
	"Numbers that sum",
	(text, { terms, total }) => {
		const sums = [...text.matchAll(sum)];
		const ok = sums.some(([, left = "", right = ""]) => {
			const numbers = left.split("+").map((part) => Number(part.trim()));
			const added = numbers.reduce((before, number) => before + number, 0);
			return numbers.length === terms && added === total && Number(right) === total;
		});
		return { ok, detail: ok ? "found" : `found ${sums.length} sums, none of them right` };
	},
);
