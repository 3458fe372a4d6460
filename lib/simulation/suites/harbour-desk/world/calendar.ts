const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const monthNames = [
	"January",
	"February",
	"March",
	"April",
	"May",
	"June",
	"July",
	"August",
	"September",
	"October",
	"November",
	"December",
];
const year = 2031;

/** The day on which every conversation at the desk takes place. */
export const today = "2031-06-16";

/** The date of a day of the shop's only year, from 1, as `YYYY-MM-DD`. */
export function dateOf(day: number): string {
	let rest = day;
	for (const [month, days] of monthDays.entries()) {
		if (rest <= days) return `${year}-${pad(month + 1)}-${pad(rest)}`;
		rest -= days;
	}
	throw new Error(`Broken invariant: day ${day} is not in ${year}`);
}

const pad = (value: number) => String(value).padStart(2, "0");

/** The day of the year, from 1; null for what is no date of the year. */
export function dayOf(date: string): number | null {
	const match = /^2031-(\d\d)-(\d\d)$/.exec(date);
	if (match === null) return null;
	const month = Number(match[1]);
	const day = Number(match[2]);
	const days = monthDays[month - 1];
	if (days === undefined || day < 1 || day > days) return null;
	return monthDays.slice(0, month - 1).reduce((sum, length) => sum + length, day);
}

/** The date so many days before (or, when negative, after) today. */
export const daysAgo = (days: number) => dateOf((dayOf(today) ?? 0) - days);

/** Days from one date to another; both must be dates of the year. */
export const daysBetween = (from: string, to: string) => (dayOf(to) ?? 0) - (dayOf(from) ?? 0);

/** The ways in which a date is written in English prose, in lower case. */
export function datePhrases(date: string): string[] {
	const [, month = "", day = ""] = date.split("-");
	const name = (monthNames[Number(month) - 1] ?? "").toLowerCase();
	const number = Number(day);
	const ends = ["", "st", "nd", "rd", "th"];
	const names = [name, name.slice(0, 3)];
	return [
		date,
		...names.flatMap((word) =>
			ends.flatMap((end) => [
				`${number}${end} ${word}`,
				`${number}${end} of ${word}`,
				`${word} ${number}${end}`,
				`the ${number}${end} ${word}`,
			]),
		),
		`${day}/${month}`,
		`${month}/${day}`,
		`${day}.${month}`,
	];
}
