import type { Locale } from "#lib/i18n/translate.ts";

/** Ways to write figures and times on admin pages, in the page's language. */
export interface Format {
	/** A date and time in UTC, to the second. */
	when(at: Date | string): string;
	number(value: number): string;
	/** A share in 0 to 1; one that would round to nothing keeps two digits. */
	percent(value: number): string;
	usd(value: number): string;
	/** Milliseconds in the largest unit that leaves a number of at least one. */
	time(ms: number): string;
	bytes(value: number): string;
}

const timeUnits = [
	["day", 86_400_000],
	["hour", 3_600_000],
	["minute", 60_000],
	["second", 1000],
	["millisecond", 1],
] as const;

const byteUnits = [
	["gigabyte", 1e9],
	["megabyte", 1e6],
	["kilobyte", 1e3],
	["byte", 1],
] as const;

/** The formats of a language. */
export function formatOf(locale: Locale): Format {
	const unit = (value: number, name: string) =>
		new Intl.NumberFormat(locale, {
			style: "unit",
			unit: name,
			unitDisplay: "short",
			maximumFractionDigits: value < 10 ? 1 : 0,
		}).format(value);
	const largest = (value: number, units: readonly (readonly [string, number])[]) => {
		const [name, size] = units.find(([, size]) => value >= size) ?? units.at(-1) ?? ["byte", 1];
		return unit(value / size, name);
	};
	const date = new Intl.DateTimeFormat(locale, {
		dateStyle: "medium",
		timeStyle: "medium",
		timeZone: "UTC",
	});
	const plain = new Intl.NumberFormat(locale);
	const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
	const smallShare = new Intl.NumberFormat(locale, {
		style: "percent",
		maximumSignificantDigits: 2,
	});
	const money = new Intl.NumberFormat(locale, {
		style: "currency",
		currency: "USD",
		minimumFractionDigits: 2,
		maximumFractionDigits: 4,
	});
	return {
		when: (at) => `${date.format(new Date(at))} UTC`,
		number: (value) => plain.format(value),
		percent: (value) => (value > 0 && value < 0.001 ? smallShare : share).format(value),
		usd: (value) => money.format(value),
		time: (ms) => largest(Math.max(0, ms), timeUnits),
		bytes: (value) => largest(value, byteUnits),
	};
}
