import type { Json } from "#lib/simulation/json.ts";
import type { ToolError } from "#lib/simulation/tools.ts";

/** The part of JSON Schema that the desk's tools use for one parameter. */
export type Parameter = {
	readonly description: string;
} & (
	| { readonly type: "string"; readonly enum?: readonly string[]; readonly pattern?: string }
	| { readonly type: "boolean" }
	| {
			readonly type: "array";
			readonly items: { readonly type: "string"; readonly pattern: string };
			readonly minItems: 1;
			readonly uniqueItems: true;
	  }
);

export interface Parameters {
	readonly [key: string]: Json;
	readonly type: "object";
	readonly properties: { readonly [name: string]: Parameter };
	readonly required: readonly string[];
	readonly additionalProperties: false;
}

/** Arguments that fit their parameters. */
export type Arguments = Readonly<Record<string, string | boolean | readonly string[]>>;

/**
 * Checks the arguments of a call: an object, nothing invented, nothing missing, the right types, the right
 * values, in this order. The first mistake is the one that is reported.
 */
export function checkArguments(
	parameters: Parameters,
	given: Json,
): { arguments: Arguments } | { error: ToolError } {
	if (typeof given !== "object" || given === null || Array.isArray(given))
		return fail("wrong-type", "The arguments must be a JSON object.");
	const names = Object.keys(parameters.properties);
	const values = Object.entries(given);
	const invented = values.find(([name]) => !names.includes(name));
	if (invented !== undefined)
		return fail(
			"invented-parameter",
			`There is no parameter ${invented[0]}. There are: ${names.join(", ")}.`,
		);
	const missing = parameters.required.find((name) => !Object.hasOwn(given, name));
	if (missing !== undefined)
		return fail("missing-parameter", `The parameter ${missing} is missing.`);
	for (const check of [typeMistake, valueMistake])
		for (const [name, value] of values) {
			const parameter = parameters.properties[name];
			const error = parameter === undefined ? null : check(name, parameter, value);
			if (error !== null) return { error };
		}
	return { arguments: given as Arguments };
}

const fail = (code: ToolError["code"], message: string) => ({ error: { code, message } });

function typeMistake(name: string, parameter: Parameter, value: Json): ToolError | null {
	const fits =
		parameter.type === "array"
			? Array.isArray(value) && value.every((item) => typeof item === "string")
			: typeof value === parameter.type;
	if (fits) return null;
	const expected = parameter.type === "array" ? "array of strings" : parameter.type;
	return { code: "wrong-type", message: `The parameter ${name} must be of type ${expected}.` };
}

function valueMistake(name: string, parameter: Parameter, value: Json): ToolError | null {
	const wrong = (expected: string): ToolError => ({
		code: "wrong-value",
		message: `The parameter ${name} must be ${expected}.`,
	});
	if (parameter.type === "boolean") return null;
	if (parameter.type === "array") {
		const items = Array.isArray(value) ? value : [];
		const pattern = new RegExp(parameter.items.pattern);
		const isGood =
			items.length > 0 &&
			new Set(items).size === items.length &&
			items.every((item) => pattern.test(String(item)));
		return isGood ? null : wrong("a list of different ids, at least one, such as P-201");
	}
	const text = String(value);
	if (parameter.enum !== undefined && !parameter.enum.includes(text))
		return wrong(`one of: ${parameter.enum.join(", ")}`);
	if (parameter.pattern !== undefined && !new RegExp(parameter.pattern).test(text))
		return wrong(`a text that matches ${parameter.pattern}`);
	return null;
}
