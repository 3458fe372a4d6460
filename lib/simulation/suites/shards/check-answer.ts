import { seedOf } from "#lib/kernel/random.ts";
import { canonicalJson } from "#lib/simulation/json.ts";
import type { CodeRunner } from "#lib/simulation/suite.ts";
import { lastNumber } from "#lib/simulation/users/template.ts";
import type { Expected } from "./task.ts";

/** Version of the checks: raised with any change of what passes. */
export const CHECK_VERSION = "1.0.0";

/** Longer answers are none: no reference comes near. */
const CHARACTERS_MAX = 20_000;

export interface Checked {
	passed: boolean;
	/** Why not, for the trace; "" when it passed. */
	why: string;
}

/** Whether an answer is right. Never throws for anything in the answer. */
export async function checkAnswer(
	expected: Expected,
	answer: string,
	code: CodeRunner,
): Promise<Checked> {
	if (answer.trim() === "") return { passed: false, why: "the answer is empty" };
	if (answer.length > CHARACTERS_MAX) return { passed: false, why: "the answer is too long" };
	if (expected.kind === "code") return await checkCode(expected, answer, code);
	const passed = isRight(expected, answer);
	return { passed, why: passed ? "" : "another answer is right" };
}

function isRight(expected: Exclude<Expected, { kind: "code" }>, answer: string): boolean {
	switch (expected.kind) {
		case "data":
			return isSameJson(expected.value, answer);
		case "sums":
			return Number(lastNumber(answer) ?? Number.NaN) === expected.value;
		case "plan":
			return isInOrder(expected.order, answer);
		case "format":
			return canonicalJson(linesOf(answer)) === canonicalJson(expected.lines);
	}
}

function isSameJson(value: unknown, answer: string): boolean {
	try {
		return canonicalJson(JSON.parse(answer)) === canonicalJson(value);
	} catch (error) {
		// What is no JSON is a wrong answer.
		if (error instanceof SyntaxError) return false;
		throw error;
	}
}

/** A line or words before the names that say what comes: "Order:". */
const labelPattern = /^[^:]*:\s*/;

/**
 * Whether an answer is the names in this order, each once, as a list in any form: with commas, semicolons, arrows, "and"
 * or line breaks between them, numbered, in bold, in quotation marks or as JSON. Anything else between them is wrong.
 */
function isInOrder(order: readonly string[], answer: string): boolean {
	const names = order.map((name) => name.toLowerCase());
	const plain = answer.toLowerCase().replace(/[*_`]/g, "");
	// A longer name is looked for first, in case it holds a shorter one. Names hold letters and spaces only.
	const any = names.toSorted((a, b) => b.length - a.length).join("|");
	const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, "gu");
	if (canonicalJson(plain.match(pattern) ?? []) !== canonicalJson(names)) return false;
	const [start = "", ...rest] = plain.split(pattern);
	const end = rest.pop() ?? "";
	const isBare = (text: string) => !/\p{L}/u.test(text);
	const separates = (text: string) => {
		const bare = text.replace(/\b(?:and|then|finally)\b/g, ",");
		return isBare(bare) && /[^\p{N} ]/u.test(bare);
	};
	return isBare(start.replace(labelPattern, "")) && rest.every(separates) && isBare(end);
}

const linesOf = (answer: string) => answer.split("\n").map((line) => line.trimEnd());

async function checkCode(
	{ name, calls }: Extract<Expected, { kind: "code" }>,
	answer: string,
	code: CodeRunner,
): Promise<Checked> {
	const { state, results } = await code.run({
		code: answer,
		calls: calls.map((call) => ({ name, arguments: call.arguments })),
		seed: seedOf(name),
	});
	if (state !== "ok") return { passed: false, why: `the code ended with ${state}` };
	for (const [i, { arguments: given, value }] of calls.entries()) {
		const result = results[i];
		const isSame =
			result !== undefined &&
			"value" in result &&
			canonicalJson(result.value) === canonicalJson(value);
		if (!isSame) return { passed: false, why: `another value for ${canonicalJson(given)}` };
	}
	return { passed: true, why: "" };
}
