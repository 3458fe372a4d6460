/** A whole number made of a triple. */
export type Term =
	| { kind: "integer"; value: number }
	/** 0, 1 and 2 for x, y and z. */
	| { kind: "variable"; index: 0 | 1 | 2 }
	| { kind: "sum" | "difference" | "product"; left: Term; right: Term }
	| { kind: "negation" | "abs" | "digits"; of: Term }
	| { kind: "max" | "min"; of: readonly Term[] }
	| { kind: "mod"; of: Term; by: number };

export type Comparison = "<" | "<=" | ">" | ">=" | "=" | "!=";

/** A comparison chain: it holds when each comparison holds between its two neighbours. */
export interface Rule {
	/** One more than comparisons. */
	terms: readonly Term[];
	comparisons: readonly Comparison[];
}

export type Triple = readonly [number, number, number];

/** Numbers of a triple are whole, from -20 to 20. */
export const REACH = 20;

/** The sum of the decimal digits of a whole number, whatever its sign. */
export function digitSum(value: number): number {
	let sum = 0;
	for (let rest = Math.abs(value); rest > 0; rest = Math.floor(rest / 10)) sum += rest % 10;
	return sum;
}

/** The remainder from 0 to by - 1, of negative numbers too. */
export const remainder = (value: number, by: number): number => ((value % by) + by) % by;

export function compare(left: number, comparison: Comparison, right: number): boolean {
	switch (comparison) {
		case "<":
			return left < right;
		case "<=":
			return left <= right;
		case ">":
			return left > right;
		case ">=":
			return left >= right;
		case "=":
			return left === right;
		case "!=":
			return left !== right;
	}
}
