import { defineInstruction } from "./instruction.ts";

const isoDate = /(?<![\p{L}\d-])(\d{4})-(\d{2})-(\d{2})(?![\p{L}\d-])/gu;
/** Days written with slashes or full stops, such as 17/5/2026 or 17.05.2026. */
const otherDate = /(?<![\p{L}\d./-])\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})(?![\p{L}\d/-])/u;

function daysIn(year: number, month: number): number {
	const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
	return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

/** At least one real day as YYYY-MM-DD (ISO 8601), and no date in another form of digits. */
export const isoDateGiven = defineInstruction("parley:iso_date", "ISO date", (text) => {
	const dates = [...text.matchAll(isoDate)].map((match) => match.slice(1).map(Number));
	const isReal = ([year = 0, month = 0, day = 0]: number[]) =>
		day >= 1 && day <= daysIn(year, month);
	if (dates.length === 0) return { ok: false, detail: "no date like 2026-05-17" };
	if (!dates.every(isReal)) return { ok: false, detail: "a day that is in no calendar" };
	const other = otherDate.exec(text)?.[0];
	return { ok: other === undefined, detail: other === undefined ? "found" : `found ${other}` };
});
