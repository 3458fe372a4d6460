import type { Random } from "#lib/kernel/random.ts";
import { randomInt } from "#lib/kernel/random.ts";
import type { Triple } from "./rule.ts";
import { has, indexOf, type RuleSet, setOf, tripleAt } from "./rule-set.ts";
import { allRules } from "./rules.ts";

/** A triple and whether it fits the hidden rule. */
export interface Evidence {
	triple: Triple;
	fits: boolean;
}

/** Sets of the hidden rules, made when first needed. */
let sets: readonly RuleSet[] | null = null;

function hypotheses(): readonly RuleSet[] {
	sets ??= allRules.map((text) => {
		const set = setOf(text);
		if (set === null) throw new Error(`Broken invariant: ${text} is no rule`);
		return set;
	});
	return sets;
}

const isConsistent = (set: RuleSet, evidence: readonly Evidence[]) =>
	evidence.every(({ triple, fits }) => has(set, indexOf(triple)) === fits);

/** Places in `allRules` of the rules that agree with all evidence. */
export function remaining(evidence: readonly Evidence[]): number[] {
	return hypotheses().flatMap((set, rule) => (isConsistent(set, evidence) ? [rule] : []));
}

/** Numbers that triples to ask about are made of: near and far, of both signs, with different remainders and digits. */
const values = [-19, -12, -10, -7, -4, -2, -1, 0, 1, 3, 5, 6, 10, 13, 18];

/** Indices of the triples that are worth asking about, and for each rule whether it holds there. */
let pool: { indices: number[]; holds: Uint8Array[] } | null = null;

function askPool() {
	if (pool === null) {
		const indices = values.flatMap((x) =>
			values.flatMap((y) => values.map((z) => indexOf([x, y, z]))),
		);
		const holds = hypotheses().map((set) =>
			Uint8Array.from(indices, (index) => (has(set, index) ? 1 : 0)),
		);
		pool = { indices, holds };
	}
	return pool;
}

/**
 * A triple whose answer splits the remaining rules as evenly as possible: equal ones are drawn by chance. Null
 * when no triple tells them apart, so at most one is left.
 */
export function bestProbe(rules: readonly number[], random: Random): Triple | null {
	const { indices, holds } = askPool();
	const counts = new Uint8Array(indices.length);
	for (const rule of rules) {
		const column = holds[rule];
		if (column === undefined) continue;
		for (let i = 0; i < counts.length; i++) counts[i] = (counts[i] ?? 0) + (column[i] ?? 0);
	}
	const start = randomInt(random, counts.length);
	let best = { at: 0, smaller: 0 };
	for (let i = 0; i < counts.length; i++) {
		const at = (start + i) % counts.length;
		const count = counts[at] ?? 0;
		const smaller = Math.min(count, rules.length - count);
		if (smaller > best.smaller) best = { at, smaller };
	}
	if (best.smaller > 0) return tripleAt(indices[best.at] ?? 0);
	return anyDifference(rules);
}

/** A triple that tells the first two rules apart, wherever it is. */
function anyDifference([one, other]: readonly number[]): Triple | null {
	const a = one === undefined ? undefined : hypotheses()[one];
	const b = other === undefined ? undefined : hypotheses()[other];
	if (a === undefined || b === undefined) return null;
	const word = a.words.findIndex((bits, i) => bits !== b.words[i]);
	if (word < 0) return null;
	const bits = (a.words[word] ?? 0) ^ (b.words[word] ?? 0);
	return tripleAt(word * 32 + 31 - Math.clz32(bits));
}
