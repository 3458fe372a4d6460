import { defineInstruction } from "./instruction.ts";
import { shapeError } from "./json-shape.ts";
import { jsonBody } from "./text/json-body.ts";

export const jsonSchema = defineInstruction(
	"parley:json_schema",
	"JSON of a given shape",
	(text, { schema }) => {
		const value = jsonBody(text);
		if (value === undefined) return { ok: false, detail: "the whole reply is no JSON" };
		const error = shapeError(value, schema);
		return { ok: error === null, detail: error ?? "matches" };
	},
);
