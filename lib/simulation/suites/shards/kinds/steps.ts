import type { Random } from "#lib/kernel/random.ts";
import type { Json } from "#lib/simulation/json.ts";
import { between, pick } from "#lib/simulation/suites/shards/draw.ts";

/** What a function is to do with a list of numbers, or with the words of a text, step by step. */
export interface Step {
	id: "filter" | "once" | "map" | "order" | "limit" | "fold" | "cap" | "empty";
	text: string;
	spec: string;
	asks: readonly string[];
	/** A statement of the reference solution; `list` is what is worked on, `value` the result. */
	js: string;
}

export interface NumberStep extends Step {
	on(list: readonly number[]): readonly number[];
	/** For the steps after the fold. */
	finish(value: number): number;
}

const same = <T>(value: T): T => value;

/** The steps of a function that boils a list of numbers down to one. */
export function numberSteps(random: Random): {
	steps: NumberStep[];
	fold: Step & { of(list: readonly number[]): number };
	empty: Step & { value: Json };
} {
	const steps: NumberStep[] = [drawFilter(random)];
	if (random.next() < 0.5)
		steps.push({
			id: "once",
			text: "A number that is in the list more than once is used once only.",
			spec: "Repeated numbers of the list are used once.",
			asks: ["duplicates", "repeated", "twice", "unique"],
			js: "list = [...new Set(list)];",
			on: (list) => [...new Set(list)],
			finish: same,
		});
	steps.push(drawMap(random));
	const fold = drawFold(random);
	if (random.next() < 0.5) {
		const most = between(random, 20, 60);
		steps.push({
			id: "cap",
			text: `And results over ${most} come back as ${most}.`,
			spec: `A result above ${most} is returned as ${most}.`,
			asks: ["limit", "maximum", "upper limit", "overflow", "large"],
			js: `if (value > ${most}) value = ${most};`,
			on: same,
			finish: (value) => Math.min(value, most),
		});
	}
	const value = pick(random, [-1, 0, null, "none"] as const);
	const told = JSON.stringify(value);
	return {
		steps,
		fold,
		empty: {
			id: "empty",
			text: `If nothing is left to work with, return ${told}.`,
			spec: `When no number is used, it returns ${told}.`,
			asks: ["empty", "empty list", "nothing", "no numbers"],
			js: `if (list.length === 0) return ${told};`,
			value,
		},
	};
}

function drawFilter(random: Random): NumberStep {
	const k = between(random, 3, 9);
	const [what, js, on] = pick(random, [
		["even numbers", "x % 2 === 0", (x: number) => x % 2 === 0],
		["odd numbers", "x % 2 !== 0", (x: number) => x % 2 !== 0],
		[`numbers over ${k}`, `x > ${k}`, (x: number) => x > k],
		[`numbers under ${k}`, `x < ${k}`, (x: number) => x < k],
		["multiples of 3", "x % 3 === 0", (x: number) => x % 3 === 0],
		[`numbers other than ${k}`, `x !== ${k}`, (x: number) => x !== k],
	] as const);
	return {
		id: "filter",
		text: `Only the ${what} in the list are to be used.`,
		spec: `Only ${what} of the list are used.`,
		asks: ["which numbers", "all numbers", "all of them", "filter"],
		js: `list = list.filter((x) => ${js});`,
		on: (list) => list.filter(on),
		finish: same,
	};
}

function drawMap(random: Random): NumberStep {
	const k = between(random, 2, 9);
	const [what, js, on] = pick(random, [
		["is squared", "x * x", (x: number) => x * x],
		["is doubled", "x * 2", (x: number) => x * 2],
		[`gets ${k} added`, `x + ${k}`, (x: number) => x + k],
		[`is taken away from ${k}`, `${k} - x`, (x: number) => k - x],
		["is tripled", "x * 3", (x: number) => x * 3],
	] as const);
	return {
		id: "map",
		text: `Before they are put together, each number that is used ${what}.`,
		spec: `Each used number first ${what}.`,
		asks: ["change", "transform", "each number", "as they are"],
		js: `list = list.map((x) => ${js});`,
		on: (list) => list.map(on),
		finish: same,
	};
}

function drawFold(random: Random): Step & { of(list: readonly number[]): number } {
	const sum = (list: readonly number[]) => list.reduce((total, x) => total + x, 0);
	const [what, js, of] = pick(random, [
		["sum", "list.reduce((total, x) => total + x, 0)", sum],
		["largest", "Math.max(...list)", (list: readonly number[]) => Math.max(...list)],
		["smallest", "Math.min(...list)", (list: readonly number[]) => Math.min(...list)],
		[
			"difference of the largest and the smallest",
			"Math.max(...list) - Math.min(...list)",
			(list: readonly number[]) => Math.max(...list) - Math.min(...list),
		],
		[
			"first less the last",
			"list[0] - list[list.length - 1]",
			(list: readonly number[]) => (list[0] ?? 0) - (list.at(-1) ?? 0),
		],
	] as const);
	return {
		id: "fold",
		text: `What comes out is the ${what} of them.`,
		spec: `It returns the ${what} of what comes of that.`,
		asks: ["return", "result", "sum", "combine", "output"],
		js: `let value = ${js};`,
		of,
	};
}

export interface WordStep extends Step {
	on(list: readonly string[]): readonly string[];
}

/** The steps of a function that makes a text out of the words of a text. */
export function wordSteps(random: Random): {
	steps: WordStep[];
	join: Step & { separator: string };
	empty: Step & { value: string };
} {
	const steps = [drawWordFilter(random), drawWordOrder(random)];
	const most = between(random, 2, 3);
	if (random.next() < 0.5)
		steps.push({
			id: "limit",
			text: `At most ${most} words, please: the first ${most} in that order.`,
			spec: `Only the first ${most} words in that order are kept.`,
			asks: ["how many", "limit", "maximum"],
			js: `list = list.slice(0, ${most});`,
			on: (list) => list.slice(0, most),
		});
	steps.push(drawWordMap(random));
	const separator = pick(random, ["-", "/", "+", "_", ", "]);
	const value = pick(random, ["(none)", "empty", "?"]);
	return {
		steps,
		join: {
			id: "fold",
			text: `Put "${separator}" between the words of the result.`,
			spec: `The words are joined with "${separator}".`,
			asks: ["separator", "between", "joined", "join"],
			js: `let value = list.join(${JSON.stringify(separator)});`,
			separator,
		},
		empty: {
			id: "empty",
			text: `When no word is left, the result is "${value}".`,
			spec: `When there is no word, it returns "${value}".`,
			asks: ["empty", "empty text", "no words", "nothing"],
			js: `if (list.length === 0) return ${JSON.stringify(value)};`,
			value,
		},
	};
}

function drawWordFilter(random: Random): WordStep {
	const k = between(random, 3, 5);
	const letter = pick(random, ["a", "e", "o", "r"]);
	const [what, js, on] = pick(random, [
		[`with more than ${k} letters`, `w.length > ${k}`, (w: string) => w.length > k],
		[`with at most ${k} letters`, `w.length <= ${k}`, (w: string) => w.length <= k],
		[`with the letter ${letter}`, `w.includes("${letter}")`, (w: string) => w.includes(letter)],
		[
			`without the letter ${letter}`,
			`!w.includes("${letter}")`,
			(w: string) => !w.includes(letter),
		],
	] as const);
	return {
		id: "filter",
		text: `Only words ${what} matter.`,
		spec: `Only words ${what} are used.`,
		asks: ["which words", "all words", "filter"],
		js: `list = list.filter((w) => ${js});`,
		on: (list) => list.filter(on),
	};
}

function drawWordOrder(random: Random): WordStep {
	const [what, js, on] = pick(random, [
		[
			"alphabetical order, as they were written",
			"list = [...list].sort();",
			(list: readonly string[]) => list.toSorted(),
		],
		[
			"the reverse of the order in the text",
			"list = [...list].reverse();",
			(list: readonly string[]) => list.toReversed(),
		],
		[
			"order of their length, longest first, and as in the text where they are equally long",
			"list = [...list].sort((a, b) => b.length - a.length);",
			(list: readonly string[]) => list.toSorted((a, b) => b.length - a.length),
		],
	] as const);
	return {
		id: "order",
		text: `They go in ${what}.`,
		spec: `The words come in ${what}.`,
		asks: ["order", "sort", "sorted"],
		js,
		on,
	};
}

function drawWordMap(random: Random): WordStep {
	const [what, js, on] = pick(random, [
		["in capitals", "w.toUpperCase()", (w: string) => w.toUpperCase()],
		["backwards", '[...w].reverse().join("")', (w: string) => [...w].reverse().join("")],
		["with its first letter twice", "w[0] + w", (w: string) => `${w[0]}${w}`],
		["in angle brackets", '"<" + w + ">"', (w: string) => `<${w}>`],
	] as const);
	return {
		id: "map",
		text: `In the result each word is written ${what}.`,
		spec: `Each kept word is then written ${what}.`,
		asks: ["capitals", "case", "written", "change", "transform"],
		js: `list = list.map((w) => ${js});`,
		on: (list) => list.map(on),
	};
}
