import { type Comparison, REACH, type Rule, type Term } from "./rule.ts";
import { readTokens, type Token } from "./rule-tokens.ts";

/** Variables, integers, operators, functions and comparisons of a rule. */
export const NODES_MAX = 200;
const CHARACTERS_MAX = 2_000;
const DEPTH_MAX = 40;
/** No part of a rule may get larger, so that all arithmetic stays exact in 32 bits. */
const VALUE_MAX = 1_000_000_000;

class Unreadable extends Error {}

/**
 * Reads a rule. The grammar:
 *
 *     rule     = sum comparison sum { comparison sum }
 *     sum      = ["-"] product { ("+" | "-") product }
 *     product  = factor { "*" factor }
 *     factor   = integer | "x" | "y" | "z" | "(" sum ")" | "-" factor
 *              | ("abs" | "digits") "(" sum ")" | ("max" | "min") "(" sum { "," sum } ")"
 *              | "mod" "(" sum "," integer ")"
 */
export function parseRule(text: string): { rule: Rule } | { error: string } {
	if (text.length > CHARACTERS_MAX) return { error: "the rule is too long" };
	const read = readTokens(text);
	if ("error" in read) return read;
	try {
		return { rule: parseTokens(read.tokens) };
	} catch (error) {
		if (error instanceof Unreadable) return { error: error.message };
		throw error;
	}
}

function parseTokens(tokens: readonly Token[]): Rule {
	const reader = new Reader(tokens);
	const terms = [parseSum(reader)];
	const comparisons: Comparison[] = [];
	for (let token = reader.peek(); token !== undefined; token = reader.peek()) {
		if (token.kind !== "comparison") throw new Unreadable(`"${token.text}" comes unexpectedly`);
		reader.take();
		reader.count();
		comparisons.push(token.comparison);
		terms.push(parseSum(reader));
	}
	if (comparisons.length === 0) throw new Unreadable("a comparison such as < or = is missing");
	for (const term of terms)
		if (sizeOf(term) > VALUE_MAX) throw new Unreadable("its numbers get too large");
	return { terms, comparisons };
}

class Reader {
	readonly #tokens: readonly Token[];
	#at = 0;
	#nodes = 0;
	#depth = 0;

	constructor(tokens: readonly Token[]) {
		this.#tokens = tokens;
	}

	peek(): Token | undefined {
		return this.#tokens[this.#at];
	}

	take(): Token {
		const token = this.peek();
		if (token === undefined) throw new Unreadable("it ends too early");
		this.#at += 1;
		return token;
	}

	isAt(...signs: string[]): boolean {
		const token = this.peek();
		return token?.kind === "sign" && signs.includes(token.text);
	}

	expect(sign: string): void {
		const token = this.peek();
		if (!this.isAt(sign))
			throw new Unreadable(
				`"${sign}" is missing${token === undefined ? "" : ` at "${token.text}"`}`,
			);
		this.#at += 1;
	}

	count(): void {
		this.#nodes += 1;
		if (this.#nodes > NODES_MAX) throw new Unreadable(`it has more than ${NODES_MAX} parts`);
	}

	nested<T>(parse: () => T): T {
		this.#depth += 1;
		if (this.#depth > DEPTH_MAX) throw new Unreadable("it is nested too deeply");
		const parsed = parse();
		this.#depth -= 1;
		return parsed;
	}
}

function parseSum(reader: Reader): Term {
	let left = parseProduct(reader);
	while (reader.isAt("+", "-")) {
		const kind = reader.take().text === "+" ? "sum" : "difference";
		reader.count();
		left = { kind, left, right: parseProduct(reader) };
	}
	return left;
}

function parseProduct(reader: Reader): Term {
	let left = parseFactor(reader);
	while (reader.isAt("*")) {
		reader.take();
		reader.count();
		left = { kind: "product", left, right: parseFactor(reader) };
	}
	return left;
}

function parseFactor(reader: Reader): Term {
	const token = reader.take();
	if (token.kind === "integer") {
		reader.count();
		return { kind: "integer", value: token.value };
	}
	if (token.kind === "name") {
		reader.count();
		return parseName(reader, token.text);
	}
	if (token.text === "-") {
		reader.count();
		return { kind: "negation", of: reader.nested(() => parseFactor(reader)) };
	}
	if (token.text !== "(") throw new Unreadable(`"${token.text}" comes unexpectedly`);
	return reader.nested(() => {
		const inner = parseSum(reader);
		reader.expect(")");
		return inner;
	});
}

function parseName(reader: Reader, name: string): Term {
	if (name === "x") return { kind: "variable", index: 0 };
	if (name === "y") return { kind: "variable", index: 1 };
	if (name === "z") return { kind: "variable", index: 2 };
	if (name !== "abs" && name !== "digits" && name !== "max" && name !== "min" && name !== "mod")
		throw new Unreadable(`"${name.slice(0, 12)}" is not a part of rules`);
	return reader.nested(() => {
		reader.expect("(");
		const first = parseSum(reader);
		const term = parseCall(reader, name, first);
		reader.expect(")");
		return term;
	});
}

function parseCall(
	reader: Reader,
	name: "abs" | "digits" | "max" | "min" | "mod",
	first: Term,
): Term {
	if (name === "abs" || name === "digits") return { kind: name, of: first };
	if (name === "mod") {
		reader.expect(",");
		const by = reader.take();
		if (by.kind !== "integer" || by.value === 0)
			throw new Unreadable("the second argument of mod is a positive integer");
		reader.count();
		return { kind: "mod", of: first, by: by.value };
	}
	const of = [first];
	while (reader.isAt(",")) {
		reader.take();
		of.push(parseSum(reader));
	}
	return { kind: name, of };
}

/** A bound of the absolute value of a term and of all its parts. */
function sizeOf(term: Term): number {
	switch (term.kind) {
		case "integer":
			return term.value;
		case "variable":
			return REACH;
		case "sum":
		case "difference":
			return sizeOf(term.left) + sizeOf(term.right);
		case "product":
			// A factor of 0 does not make the other factor smaller.
			return Math.max(1, sizeOf(term.left)) * Math.max(1, sizeOf(term.right));
		case "max":
		case "min":
			return Math.max(...term.of.map(sizeOf));
		case "mod":
			return Math.max(sizeOf(term.of), term.by);
		case "negation":
		case "abs":
		case "digits":
			return sizeOf(term.of);
	}
}
