import { expect, test } from "vitest";
import { type Random, randomInt, seededRandom } from "#lib/kernel/random.ts";
import { agreement, areEqual } from "./compare-rules.ts";
import { parseRule } from "./parse-rule.ts";
import type { Triple } from "./rule.ts";
import { ruleHolds } from "./rule-holds.ts";
import { has, indexOf, type RuleSet, setOf, TRIPLES, tripleAt } from "./rule-set.ts";
import { allRules } from "./rules.ts";

/**
 * A second evaluator that shares nothing with the suite: Dijkstra's shunting yard on the text itself, with a stack
 * of numbers for one triple. Calls carry their number of arguments.
 */
type Step = (stack: number[], triple: Triple) => void;
const precedence: Record<string, number> = { "+": 1, "-": 1, "*": 2, "~": 3 };
const operators: Record<string, (a: number, b: number) => number> = {
	"+": (a, b) => a + b,
	"-": (a, b) => a - b,
	"*": (a, b) => a * b,
};
const functions: Record<string, (...values: number[]) => number> = {
	abs: Math.abs,
	max: Math.max,
	min: Math.min,
	digits: (a) => [...String(Math.abs(a))].reduce((sum, digit) => sum + Number(digit), 0),
	mod: (a = 0, by = 1) => a - by * Math.floor(a / by),
};

function toSteps(text: string): Step[] {
	const steps: Step[] = [];
	const waiting: { sign: string; arity: number }[] = [];
	const emit = (sign: string) => {
		if (sign === "~") steps.push((stack) => stack.push(-(stack.pop() ?? 0)));
		else
			steps.push((stack) => {
				const b = stack.pop() ?? 0;
				stack.push(operators[sign]?.(stack.pop() ?? 0, b) ?? Number.NaN);
			});
	};
	const unwind = () => {
		for (
			let top = waiting.at(-1);
			top !== undefined && top.sign in precedence;
			top = waiting.at(-1)
		)
			emit(waiting.pop()?.sign ?? "");
	};
	let isValueNext = true;
	for (const token of text.match(/[a-z]+|\d+|[-+*(),]/g) ?? []) {
		if (/^\d/.test(token)) steps.push((stack) => stack.push(Number(token)));
		else if (/^[xyz]$/.test(token))
			steps.push((stack, triple) => stack.push(triple["xyz".indexOf(token)] ?? 0));
		else if (/^[a-z]/.test(token)) waiting.push({ sign: token, arity: 1 });
		else if (token === "(") waiting.push({ sign: "(", arity: 0 });
		else if (token === ",") {
			unwind();
			const call = waiting.at(-2);
			if (call !== undefined) call.arity += 1;
		} else if (token === ")") {
			unwind();
			waiting.pop();
			const call = waiting.at(-1);
			const apply = call === undefined ? undefined : functions[call.sign];
			if (call !== undefined && apply !== undefined) {
				waiting.pop();
				const { arity } = call;
				steps.push((stack) => stack.push(apply(...stack.splice(stack.length - arity))));
			}
		} else {
			const sign = isValueNext ? "~" : token;
			const binds = precedence[sign] ?? 0;
			for (let top = waiting.at(-1); !isValueNext && top !== undefined; top = waiting.at(-1)) {
				if ((precedence[top.sign] ?? 0) < binds) break;
				emit(waiting.pop()?.sign ?? "");
			}
			waiting.push({ sign, arity: 0 });
		}
		isValueNext = /^[-+*(,]$/.test(token);
	}
	unwind();
	return steps;
}

function naiveRule(text: string): (triple: Triple) => boolean {
	const sides = text.split(/<=|>=|!=|<|>|=/).map(toSteps);
	const comparisons = text.match(/<=|>=|!=|<|>|=/g) ?? [];
	const stack: number[] = [];
	const valueOfSide = (side: number, triple: Triple) => {
		stack.length = 0;
		for (const step of sides[side] ?? []) step(stack, triple);
		return stack[0] ?? Number.NaN;
	};
	return (triple) => {
		let left = valueOfSide(0, triple);
		return comparisons.every((comparison, i) => {
			const right = valueOfSide(i + 1, triple);
			const isKept = naiveCompare(left, comparison, right);
			left = right;
			return isKept;
		});
	};
}

function naiveCompare(left: number, comparison: string, right: number): boolean {
	if (comparison === "<") return left < right;
	if (comparison === "<=") return left <= right;
	if (comparison === ">") return left > right;
	if (comparison === ">=") return left >= right;
	return (left === right) === (comparison === "=");
}

function naiveSet(text: string): Uint8Array {
	const holds = naiveRule(text);
	const set = new Uint8Array(TRIPLES);
	let i = 0;
	for (let x = -20; x <= 20; x++)
		for (let y = -20; y <= 20; y++)
			for (let z = -20; z <= 20; z++) set[i++] = Number(holds([x, y, z]));
	return set;
}

const required = (text: string): RuleSet => {
	const set = setOf(text);
	if (set === null) throw new Error(`${text} is no rule`);
	return set;
};

/** Other ways to write some of the hidden rules, and rules close to them. */
const variants = [
	"y > x",
	"0 < x",
	"-x < 0",
	"x + 0 * y > 0",
	"z > y > x",
	"x - y < 0",
	"x < y <= z",
	"max(x, y) < z + 1",
	"mod(x - y, 2) = 0",
	"mod(x, 2) = mod(y, 2)",
	"mod(-x - y, 2) < 1",
	"z - x - y = 0",
	"x - y - -(z - 0) = 2 * (z - 0) + 0 * z",
	"(x + z) - y = y",
	"abs(x) > 8",
	"10 <= abs(x)",
	"abs(x) = abs(-y)",
	"x * x = y * y",
	"-7 < x < 7",
	"max(abs(x), 6) = 6",
	"x + y + z >= 1",
	"min(x, y, z) > -9",
	"2 * x - 3 * y > -(z + 4) * 2",
	"digits(x * y * z) > mod(x, 7) + 3",
];

const pool = [...allRules, ...variants];
const naive = new Map<string, Uint8Array>();
const naiveOf = (text: string) => {
	const set = naive.get(text) ?? naiveSet(text);
	naive.set(text, set);
	return set;
};

const draw = (random: Random, from: readonly string[]) =>
	from[randomInt(random, from.length)] ?? "";

/** Pairs of near relatives, so that equal ones come up; of rules with x, y and z exchanged, which hold equally often; and any. */
function drawPair(random: Random, kind: number): [string, string] {
	if (kind === 0) return [draw(random, variants), draw(random, variants)];
	if (kind > 1) return [draw(random, pool), draw(random, pool)];
	const rule = draw(random, pool);
	const next: Record<string, string> = { x: "y", y: "z", z: "x" };
	return [rule, rule.replaceAll(/\b[xyz]\b/g, (name) => next[name] ?? name)];
}

test("equality and agreement are those of brute force on 200 random pairs of rules", () => {
	const random = seededRandom(606);
	let equal = 0;
	let sameSize = 0;
	for (let pair = 0; pair < 200; pair++) {
		const [one, other] = drawPair(random, pair % 4);
		const [a, b] = [naiveOf(one), naiveOf(other)];
		const isEqual = a.every((value, i) => value === b[i]);
		if (isEqual && one !== other) equal += 1;
		if (!isEqual && required(one).size === required(other).size) sameSize += 1;
		expect(areEqual(required(one), required(other)), `${one} | ${other}`).toBe(isEqual);
		// By a and b: how many triples neither, only the guess, only the truth, or both hold for.
		const counts = [0, 0, 0, 0];
		for (let i = 0; i < TRIPLES; i++) {
			const cell = (a[i] ?? 0) + 2 * (b[i] ?? 0);
			counts[cell] = (counts[cell] ?? 0) + 1;
		}
		const [neither = 0, guess = 0, truth = 0, both = 0] = counts;
		const expected = (neither / (neither + guess) + both / (truth + both)) / 2;
		if (Number.isFinite(expected))
			expect(agreement(required(one), required(other))).toBeCloseTo(expected, 12);
	}
	expect(equal).toBeGreaterThan(5);
	expect(sameSize).toBeGreaterThan(20);
});

test("rules written differently are equal, near ones are not", () => {
	const equals = [
		["y > x", "x < y"],
		["mod(x, 2) = mod(y, 2)", "mod(x + y, 2) = 0"],
		["x - y - -(z - 0) = 2 * (z - 0) + 0 * z", "x = y + z"],
		["-7 < x < 7", "-6 <= x <= 6"],
		["x * x = y * y", "abs(x) = abs(y)"],
	];
	for (const [a = "", b = ""] of equals) expect(areEqual(required(a), required(b)), a).toBe(true);
	expect(areEqual(required("x < y"), required("x <= y"))).toBe(false);
	expect(areEqual(required("max(x, y) < z + 1"), required("max(x, y) < z"))).toBe(false);
});

test("a triple alone is judged as in the set, and places of triples go both ways", () => {
	const random = seededRandom(7);
	for (const text of pool) {
		const parsed = parseRule(text);
		if ("error" in parsed) throw new Error(parsed.error);
		for (let i = 0; i < 50; i++) {
			const index = randomInt(random, TRIPLES);
			const triple = tripleAt(index);
			expect(indexOf(triple)).toBe(index);
			expect(ruleHolds(parsed.rule, triple)).toBe(has(required(text), index));
		}
	}
});

test("the 120 hidden rules all differ, and none is always true or never", () => {
	expect(allRules).toHaveLength(120);
	const sets = allRules.map(required);
	sets.forEach((set, i) => {
		expect(set.size, allRules[i]).toBeGreaterThan(0);
		expect(set.size, allRules[i]).toBeLessThan(TRIPLES);
		for (const other of sets.slice(0, i)) expect(areEqual(set, other), allRules[i]).toBe(false);
	});
});
