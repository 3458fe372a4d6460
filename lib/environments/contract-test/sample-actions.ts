import type { EnvironmentAction } from "#lib/simulation/environment.ts";
import type { Json } from "#lib/simulation/json.ts";
import type { ToolSpec } from "#lib/simulation/tools.ts";

/** The seat in whose name a contract test acts. */
export const SEAT = "assistant";

type Schema = { readonly [key: string]: Json };
const asSchema = (value: Json | undefined): Schema =>
	typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Schema) : {};
const asList = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

/** The names of the parameters that a call must have. */
export const requiredOf = ({ parameters }: ToolSpec): string[] =>
	asList(parameters["required"]).filter((name) => typeof name === "string");

/**
 * The nth of a fixed row of actions: each tool in turn (those that end the episode last, after a whole round
 * of the others), or words where there are no tools. The same tools give the same row.
 */
export function sampleAction(tools: readonly ToolSpec[], n: number): EnvironmentAction {
	const usable = tools.filter(({ effect }) => effect !== "end");
	const tool = usable[n % Math.max(1, usable.length)] ?? tools[0];
	return tool === undefined
		? { kind: "text", seat: SEAT, text: "look" }
		: toolAction(tool.name, sampleArguments(tool, Math.floor(n / Math.max(1, usable.length))), n);
}

export function toolAction(name: string, given: Json, n = 0): EnvironmentAction {
	return { kind: "tool", seat: SEAT, call: { id: `call-${n}`, name, arguments: given } };
}

/** Arguments that fit a tool's schema, as far as that can be known without understanding it; they vary with n. */
export function sampleArguments({ parameters }: ToolSpec, n: number): Json {
	return sampleValue({ type: "object", ...parameters }, n);
}

function sampleValue(schema: Schema, n: number): Json {
	if (schema["const"] !== undefined) return schema["const"];
	const listed = [...asList(schema["enum"]), ...asList(schema["examples"])];
	if (listed.length > 0) return listed[n % listed.length] ?? null;
	if (schema["default"] !== undefined) return schema["default"];
	const [option] = [...asList(schema["anyOf"]), ...asList(schema["oneOf"])];
	if (option !== undefined) return sampleValue(asSchema(option), n);
	const type = Array.isArray(schema["type"]) ? schema["type"][0] : schema["type"];
	switch (type) {
		case "object": {
			const properties = asSchema(schema["properties"]);
			const names = asList(schema["required"]).filter((name) => typeof name === "string");
			return Object.fromEntries(
				names.map((name) => [name, sampleValue(asSchema(properties[name]), n)]),
			);
		}
		case "array":
			return schema["minItems"] === undefined ? [] : [sampleValue(asSchema(schema["items"]), n)];
		case "integer":
		case "number":
			return sampleNumber(schema, n);
		case "boolean":
			return n % 2 === 0;
		case "null":
			return null;
		default:
			return "a";
	}
}

function sampleNumber({ minimum, maximum }: Schema, n: number): number {
	const low = typeof minimum === "number" ? minimum : 1;
	const high = typeof maximum === "number" ? maximum : low + 9;
	return low + (n % (Math.floor(high - low) + 1));
}
