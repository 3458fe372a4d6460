import type { Json } from "#lib/simulation/json.ts";

/** A value as PostgreSQL's jsonb can hold it: texts without NUL and without halves of surrogate pairs. */
export function storableJson(value: unknown): Json {
	if (typeof value === "string") return value.replaceAll("\0", "").toWellFormed();
	if (Array.isArray(value)) return value.map(storableJson);
	if (typeof value === "object" && value !== null)
		return Object.fromEntries(
			Object.entries(value)
				.filter(([, member]) => member !== undefined)
				.map(([key, member]) => [storableJson(key) as string, storableJson(member)]),
		);
	return typeof value === "number" || typeof value === "boolean" ? value : null;
}
