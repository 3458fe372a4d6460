/**
 * What a cell says, whatever encoding it came from: CSV gives texts only, JSON and Parquet give
 * values, Parquet also big integers and dates.
 */

/** True for a cell that says nothing. */
export function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || value === "";
}

/** A name: a text or a whole number; "" for anything else. */
export function nameOf(value: unknown): string {
	if (typeof value === "string") return value;
	if (typeof value === "bigint") return String(value);
	return typeof value === "number" && Number.isFinite(value) ? String(value) : "";
}

/** A finite number, or NaN. */
export function numberOf(value: unknown): number {
	if (typeof value === "number") return Number.isFinite(value) ? value : Number.NaN;
	if (typeof value === "bigint") return Number(value);
	if (typeof value !== "string" || value.trim() === "") return Number.NaN;
	const number = Number(value);
	return Number.isFinite(number) ? number : Number.NaN;
}

/** True, false, or null for what is neither, in the spellings that CSV writers use. */
export function flagOf(value: unknown): boolean | null {
	if (typeof value === "boolean") return value;
	const text = typeof value === "string" ? value.trim().toLowerCase() : value;
	if (text === "true" || text === "1" || text === "1.0" || text === 1 || text === 1n) return true;
	if (text === "false" || text === "0" || text === "0.0" || text === 0 || text === 0n) return false;
	return null;
}

/** An object or list, also from its JSON text (as CSV holds it); null for anything else. */
export function structureOf(value: unknown): unknown {
	if (typeof value !== "string") return typeof value === "object" ? value : null;
	if (!value.startsWith("{") && !value.startsWith("[")) return null;
	try {
		return JSON.parse(value);
	} catch {
		return null;
	}
}

/** A member of an object; undefined when there is no object or no such member. */
export function memberOf(value: unknown, name: string): unknown {
	return typeof value === "object" && value !== null
		? (value as Record<string, unknown>)[name]
		: undefined;
}

/** A number, or the sum of an object's or list's numbers; NaN when there is none. */
export function sumOf(value: unknown): number {
	if (typeof value !== "object" || value === null) return numberOf(value);
	let sum = Number.NaN;
	for (const part of Object.values(value)) {
		const number = numberOf(part);
		if (!Number.isNaN(number)) sum = (Number.isNaN(sum) ? 0 : sum) + number;
	}
	return sum;
}

/** What a cell says, to be shown to a person. */
export function textOf(value: unknown): string {
	if (typeof value !== "object") return String(value);
	return JSON.stringify(value, (_, part) => (typeof part === "bigint" ? String(part) : part));
}
