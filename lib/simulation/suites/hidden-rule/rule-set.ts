import { parseRule } from "./parse-rule.ts";
import {
	type Comparison,
	digitSum,
	REACH,
	type Rule,
	remainder,
	type Term,
	type Triple,
} from "./rule.ts";

const SIDE = 2 * REACH + 1;
/** All triples: 41 cubed. */
export const TRIPLES = SIDE ** 3;

/** The triples that a rule holds for: bit `i % 32` of word `i / 32` for the triple of index `i`. */
export interface RuleSet {
	words: Uint32Array;
	size: number;
}

/** The place of a triple among all. */
export const indexOf = ([x, y, z]: Triple): number =>
	((x + REACH) * SIDE + y + REACH) * SIDE + z + REACH;

export function tripleAt(index: number): Triple {
	const z = index % SIDE;
	const rest = (index - z) / SIDE;
	const y = rest % SIDE;
	return [(rest - y) / SIDE - REACH, y - REACH, z - REACH];
}

export const has = (set: RuleSet, index: number): boolean =>
	(((set.words[index >>> 5] ?? 0) >>> (index & 31)) & 1) === 1;

const CACHED_MAX = 256;
const cache = new Map<string, RuleSet>();

/** The set of a rule's text, remembered for the latest texts. Null when the text is no rule. */
export function setOf(text: string): RuleSet | null {
	const known = cache.get(text);
	if (known !== undefined) return known;
	const parsed = parseRule(text);
	if ("error" in parsed) return null;
	const set = ruleSet(parsed.rule);
	const [oldest] = cache.keys();
	if (cache.size >= CACHED_MAX && oldest !== undefined) cache.delete(oldest);
	cache.set(text, set);
	return set;
}

/** Works out a rule for all triples at once, one column of numbers a term. */
export function ruleSet(rule: Rule): RuleSet {
	const holds = new Uint8Array(TRIPLES).fill(1);
	let [left] = rule.terms.map(columnOf);
	rule.comparisons.forEach((comparison, i) => {
		const term = rule.terms[i + 1];
		if (left === undefined || term === undefined) return;
		const right = columnOf(term);
		narrow(holds, left, comparison, right);
		left = right;
	});
	const words = new Uint32Array(Math.ceil(TRIPLES / 32));
	let size = 0;
	for (let i = 0; i < TRIPLES; i++) {
		const bit = holds[i] ?? 0;
		size += bit;
		words[i >>> 5] = (words[i >>> 5] ?? 0) | (bit << (i & 31));
	}
	return { words, size };
}

/** Clears the triples for which a comparison fails. */
function narrow(holds: Uint8Array, left: Int32Array, comparison: Comparison, right: Int32Array) {
	const keep = signsKept[comparison];
	for (let i = 0; i < TRIPLES; i++) {
		const difference = (left[i] ?? 0) - (right[i] ?? 0);
		const isKept = difference < 0 ? keep.less : difference > 0 ? keep.more : keep.same;
		if (!isKept) holds[i] = 0;
	}
}

const signsKept: Readonly<Record<Comparison, { less: boolean; same: boolean; more: boolean }>> = {
	"<": { less: true, same: false, more: false },
	"<=": { less: true, same: true, more: false },
	">": { less: false, same: false, more: true },
	">=": { less: false, same: true, more: true },
	"=": { less: false, same: true, more: false },
	"!=": { less: true, same: false, more: true },
};

/** The values of a term for all triples, in an array of its own. */
function columnOf(term: Term): Int32Array {
	switch (term.kind) {
		case "integer":
			return new Int32Array(TRIPLES).fill(term.value);
		case "variable":
			return variableColumn(term.index);
		case "sum":
		case "difference":
		case "product":
			return combine(term.kind, [term.left, term.right]);
		case "max":
		case "min":
			return combine(term.kind, term.of);
		case "negation":
			return change(columnOf(term.of), (value) => -value);
		case "abs":
			return change(columnOf(term.of), Math.abs);
		case "digits":
			return change(columnOf(term.of), digitSum);
		case "mod": {
			const { by } = term;
			return change(columnOf(term.of), (value) => remainder(value, by));
		}
	}
}

function change(column: Int32Array, to: (value: number) => number): Int32Array {
	for (let i = 0; i < TRIPLES; i++) column[i] = to(column[i] ?? 0);
	return column;
}

type Combination = "sum" | "difference" | "product" | "max" | "min";

function combine(kind: Combination, terms: readonly Term[]): Int32Array {
	const [first, ...rest] = terms.map(columnOf);
	if (first === undefined) throw new Error("Broken invariant: max and min have an argument");
	for (const column of rest) combineInto(first, kind, column);
	return first;
}

function combineInto(left: Int32Array, kind: Combination, right: Int32Array): void {
	for (let i = 0; i < TRIPLES; i++) {
		const a = left[i] ?? 0;
		const b = right[i] ?? 0;
		if (kind === "sum") left[i] = a + b;
		else if (kind === "difference") left[i] = a - b;
		else if (kind === "product") left[i] = a * b;
		else left[i] = kind === "max" ? Math.max(a, b) : Math.min(a, b);
	}
}

/** Columns of x, y and z: made when first needed, then copied. */
let variables: readonly Int32Array[] | null = null;

function variableColumn(index: 0 | 1 | 2): Int32Array {
	variables ??= [0, 1, 2].map((place) => {
		const column = new Int32Array(TRIPLES);
		const step = SIDE ** (2 - place);
		for (let i = 0; i < TRIPLES; i++) column[i] = (Math.floor(i / step) % SIDE) - REACH;
		return column;
	});
	return variables[index]?.slice() ?? new Int32Array(TRIPLES);
}
