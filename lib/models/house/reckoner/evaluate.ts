import type { Expression, FunctionName, Operator } from "./expression.ts";
import { percentOf } from "./expression.ts";
import {
	add,
	approx,
	divide,
	isWhole,
	multiply,
	type Num,
	negate,
	power,
	ratio,
	squareRoot,
	subtract,
	texNum,
	toFloat,
} from "./number.ts";

const stepsMax = 9;

/** The value of an expression, with `x` for the variable. NaN where it is not defined. */
export function evaluate(e: Expression, x?: Num): Num {
	switch (e.kind) {
		case "number":
			return e.value;
		case "variable":
			return x ?? approx(Number.NaN);
		case "percent":
			return percentOf(evaluate(e.of, x));
		case "negative":
			return negate(evaluate(e.of, x));
		case "factorial":
			return factorial(evaluate(e.of, x));
		case "call":
			return callFunction(e.name, evaluate(e.of, x));
		case "binary":
			return combine(e.op, evaluate(e.left, x), shareOf(e, evaluate(e.left, x), x));
	}
}

/** "200 + 10%" means 10 percent of the 200, as on a pocket calculator. */
function shareOf(e: Extract<Expression, { kind: "binary" }>, left: Num, x?: Num): Num {
	const right = evaluate(e.right, x);
	const isShare = (e.op === "+" || e.op === "-") && e.right.kind === "percent";
	return isShare ? multiply(left, right) : right;
}

function combine(op: Operator, a: Num, b: Num): Num {
	switch (op) {
		case "+":
			return add(a, b);
		case "-":
			return subtract(a, b);
		case "*":
			return multiply(a, b);
		case "/":
			return divide(a, b);
		case "^":
			return power(a, b);
		case "mod":
			return modulo(a, b);
	}
}

function modulo(a: Num, b: Num): Num {
	if (a.kind !== "exact" || b.kind !== "exact" || a.d !== 1n || b.d !== 1n || b.n === 0n) {
		return approx(Number.NaN);
	}
	return ratio(((a.n % b.n) + b.n) % b.n);
}

function factorial(a: Num): Num {
	if (a.kind !== "exact" || !isWhole(a) || a.n < 0n || a.n > 170n) return approx(Number.NaN);
	let product = 1n;
	for (let i = 2n; i <= a.n; i++) product *= i;
	return ratio(product);
}

function callFunction(name: FunctionName, a: Num): Num {
	const x = toFloat(a);
	switch (name) {
		case "sqrt":
			return squareRoot(a);
		case "cbrt": {
			const root = Math.round(Math.cbrt(x));
			return isWhole(a) && Number.isSafeInteger(x) && root ** 3 === x
				? ratio(BigInt(root))
				: approx(Math.cbrt(x));
		}
		case "abs":
			return x < 0 ? negate(a) : a;
		case "ln":
			return approx(Math.log(x));
		case "log":
			return approx(Math.log10(x));
		case "sin":
			return approx(Math.sin(x));
		case "cos":
			return approx(Math.cos(x));
		case "tan":
			return approx(Math.tan(x));
		default:
			return Number.isSafeInteger(Math.round(x)) ? ratio(BigInt(Math[name](x))) : a;
	}
}

/**
 * The expression in TeX, then again each time the innermost operations are worked out, until one
 * number is left. The list has at least one item and at most nine.
 */
export function workOut(expression: Expression): string[] {
	const steps = [texOf(expression)];
	let current = expression;
	while (current.kind !== "number" && steps.length < stepsMax) {
		current = reduceOnce(current);
		steps.push(texOf(current));
	}
	if (current.kind !== "number") steps[steps.length - 1] = texNum(evaluate(expression));
	return steps.filter((step, i) => step !== steps[i - 1]);
}

function reduceOnce(e: Expression): Expression {
	switch (e.kind) {
		case "number":
		case "variable":
			return e;
		case "binary": {
			if (e.left.kind === "number" && (e.right.kind === "number" || e.right.kind === "percent")) {
				if (e.right.kind === "number" || e.right.of.kind === "number") {
					return { kind: "number", value: evaluate(e) };
				}
			}
			const right = e.right.kind === "percent" && e.op !== "*" ? e.right : reduceOnce(e.right);
			return { ...e, left: reduceOnce(e.left), right };
		}
		default:
			return e.of.kind === "number"
				? { kind: "number", value: evaluate(e) }
				: { ...e, of: reduceOnce(e.of) };
	}
}

const ranks: Readonly<Record<Operator, number>> = {
	"+": 1,
	"-": 1,
	"*": 2,
	mod: 2,
	"/": 3,
	"^": 4,
};

function rankOf(e: Expression): number {
	if (e.kind === "binary") return ranks[e.op];
	if (e.kind === "negative") return 1;
	if (e.kind !== "number") return 5;
	const tex = e.tex ?? texNum(e.value);
	return tex.startsWith("-") ? 1 : /frac|times/.test(tex) ? 3 : 5;
}

/** An expression as TeX, with brackets where precedence asks for them. */
export function texOf(e: Expression): string {
	const within = (inner: Expression, rank: number) =>
		rankOf(inner) < rank ? `\\left(${texOf(inner)}\\right)` : texOf(inner);
	switch (e.kind) {
		case "number":
			return e.tex ?? texNum(e.value);
		case "variable":
			return "x";
		case "percent":
			return `${within(e.of, 5)}\\%`;
		case "negative":
			return `-${within(e.of, 2)}`;
		case "factorial":
			return `${within(e.of, 5)}!`;
		case "call":
			return e.name === "sqrt"
				? `\\sqrt{${texOf(e.of)}}`
				: e.name === "cbrt"
					? `\\sqrt[3]{${texOf(e.of)}}`
					: `\\operatorname{${e.name}}\\left(${texOf(e.of)}\\right)`;
		case "binary":
			switch (e.op) {
				case "/":
					return `\\frac{${texOf(e.left)}}{${texOf(e.right)}}`;
				case "^":
					return `${within(e.left, 5)}^{${texOf(e.right)}}`;
				case "*":
					return `${within(e.left, 2)} \\times ${within(e.right, 2)}`;
				case "mod":
					return `${within(e.left, 2)} \\bmod ${within(e.right, 3)}`;
				default:
					return `${within(e.left, 1)} ${e.op} ${within(e.right, 2)}`;
			}
	}
}
