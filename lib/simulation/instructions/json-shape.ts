import { z } from "zod";

/** Keys that would touch an object's prototype are no names of properties. */
const key = z
	.string()
	.regex(/^[a-z][a-z_]{0,39}$/)
	.refine((name) => name !== "constructor", "must be an ordinary name");

const field = z.discriminatedUnion("type", [
	z.strictObject({ type: z.literal("string"), enum: z.array(z.string()).min(1).optional() }),
	z.strictObject({
		type: z.literal("integer"),
		minimum: z.int().optional(),
		maximum: z.int().optional(),
	}),
	z.strictObject({ type: z.literal("boolean") }),
	z.strictObject({
		type: z.literal("array"),
		items: z.strictObject({ type: z.literal("string") }),
		minItems: z.int().min(0).optional(),
		maxItems: z.int().min(0).optional(),
	}),
]);

/**
 * A small closed subset of JSON Schema (draft 2020-12 names and meanings): one object whose
 * properties are strings, integers, booleans or lists of strings, all of them required and no
 * others allowed.
 */
export const jsonShapeSchema = z.strictObject({
	type: z.literal("object"),
	properties: z
		.record(key, field)
		.refine((properties) => Object.keys(properties).length > 0, "must name a property"),
	additionalProperties: z.literal(false),
});

export type JsonShape = z.infer<typeof jsonShapeSchema>;
type JsonField = z.infer<typeof field>;

function fieldError(value: unknown, field: JsonField): string | null {
	switch (field.type) {
		case "string":
			if (typeof value !== "string") return "is not a string";
			return field.enum?.includes(value) === false ? "is none of the allowed values" : null;
		case "integer":
			if (typeof value !== "number" || !Number.isInteger(value)) return "is not an integer";
			if (field.minimum !== undefined && value < field.minimum) return "is too small";
			return field.maximum !== undefined && value > field.maximum ? "is too large" : null;
		case "boolean":
			return typeof value === "boolean" ? null : "is not true or false";
		case "array":
			if (!Array.isArray(value)) return "is not a list";
			if (value.some((item) => typeof item !== "string")) return "holds more than strings";
			if (value.length < (field.minItems ?? 0)) return "has too few items";
			return value.length > (field.maxItems ?? value.length) ? "has too many items" : null;
	}
}

/** What is wrong with a parsed JSON value under a shape, in a few words; `null` if nothing is. */
export function shapeError(value: unknown, shape: JsonShape): string | null {
	if (typeof value !== "object" || value === null || Array.isArray(value)) {
		return "the value is not an object";
	}
	const object = new Map<string, unknown>(Object.entries(value));
	for (const [name, field] of Object.entries(shape.properties)) {
		if (!object.has(name)) return `"${name}" is missing`;
		const error = fieldError(object.get(name), field);
		if (error !== null) return `"${name}" ${error}`;
	}
	const extra = [...object.keys()].find((name) => !Object.hasOwn(shape.properties, name));
	return extra === undefined ? null : `"${extra.slice(0, 40)}" is not allowed`;
}
