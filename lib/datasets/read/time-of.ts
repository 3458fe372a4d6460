import { numberOf } from "./cells.ts";

const iso =
	/^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?)?$/;

/** Seconds until the year 5138; as milliseconds, numbers from here on are after March 1973. */
const SECONDS_MAX = 1e11;

/**
 * Milliseconds UTC of a time: a date, ISO 8601 text (without a zone it is UTC), or a number of
 * seconds or milliseconds since 1970. NaN for anything else.
 */
export function timeOf(value: unknown): number {
	if (typeof value === "object" && value !== null && "getTime" in value)
		return typeof value.getTime === "function" ? numberOf(value.getTime()) : Number.NaN;
	const number = numberOf(value);
	if (!Number.isNaN(number)) return Math.abs(number) < SECONDS_MAX ? number * 1000 : number;
	const match = typeof value === "string" ? iso.exec(value.trim()) : null;
	if (match === null) return Number.NaN;
	const [, year, month, day, hour, minute, second, fraction, zone] = match;
	const days = daysSince1970(Number(year), Number(month), Number(day));
	const minutes = days * 1440 + Number(hour ?? 0) * 60 + Number(minute ?? 0) - zoneMinutes(zone);
	return minutes * 60_000 + Number(second ?? 0) * 1000 + Number(`0.${fraction ?? 0}`) * 1000;
}

function zoneMinutes(zone: string | undefined): number {
	if (zone === undefined || zone === "Z" || zone === "UTC") return 0;
	const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
	return zone.startsWith("-") ? -minutes : minutes;
}

/** Days of the Gregorian calendar, the year being taken to begin in March. */
function daysSince1970(year: number, month: number, day: number): number {
	const shifted = month > 2 ? year : year - 1;
	const era = Math.floor(shifted / 400);
	const yearOfEra = shifted - era * 400;
	const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
	const dayOfEra =
		yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
	return era * 146_097 + dayOfEra - 719_468;
}
