import type { Random } from "#lib/kernel/random.ts";
import {
	type BrainMessage,
	earlierTexts,
	type HouseBrain,
	lastUserText,
	pick,
} from "#lib/models/house/brain.ts";
import { evaluate, texOf, workOut } from "./evaluate.ts";
import { type Expression, parseExpression } from "./expression.ts";
import {
	divide,
	isFiniteNum,
	type Num,
	negate,
	parseDecimal,
	ratio,
	showNum,
	subtract,
	toFloat,
} from "./number.ts";
import { digitsForWords } from "./number-words.ts";
import { type Solution, tex, writeSolution } from "./solution.ts";
import { convert, findUnit } from "./units.ts";
import { solveWholeNumbers } from "./whole-numbers.ts";
import { solveWordProblem } from "./word-problems.ts";

const textCharsMax = 1_500;

/**
 * Solves arithmetic, linear equations, unit conversions and simple word problems, step by step, with
 * exact fractions where that is sensible; otherwise says what it can do.
 */
export const reckoner: HouseBrain = {
	respond(messages, random) {
		const raw = lastUserText(messages).slice(0, textCharsMax).trim();
		const text = digitsForWords(raw);
		const solution = solve(text, messages) ?? solveSentence(text, messages) ?? solveEmbedded(text);
		if (solution === "undefined") {
			return "That has no value: somewhere it divides by zero, or takes a root, a logarithm or a factorial where none exists, or it is too large to write down. Is there a slip in the expression?";
		}
		return solution ? writeSolution(solution) : help(raw, random);
	},
};

function solve(
	text: string,
	messages: readonly BrainMessage[],
): Solution | "undefined" | undefined {
	return (
		solveConversion(text) ??
		solveEquation(text) ??
		solveContinued(text, messages) ??
		solveWholeNumbers(text) ??
		solveArithmetic(text) ??
		solveWordProblem(text)
	);
}

/** The first sentence that can be solved, for sums with other words around them ("Show a table."). */
function solveSentence(
	text: string,
	messages: readonly BrainMessage[],
): Solution | "undefined" | undefined {
	const sentences = text.split(/(?<=[?!.;:])\s+|\n+/).filter((sentence) => /\d/.test(sentence));
	if (sentences.length === 1 && sentences[0]?.length === text.length) return undefined;
	for (const sentence of sentences) {
		const solution = solve(sentence, messages);
		if (solution !== undefined) return solution;
	}
	return undefined;
}

function help(text: string, random: Random): string {
	const opening = /^\W*(?:hello|hi|hey|bonjour|hallo)\b/i.test(text)
		? "Hello!"
		: pick(
				[
					"I can't work that out:",
					"That is not something I can calculate:",
					"No sum in that, as far as I see:",
				],
				random,
			);
	return `${opening} I can help with numbers. For example:\n\n- arithmetic: \`(3 + 4)^2 / 7\`, \`15% of 80\`, \`sqrt(2)\`\n- units: \`26.2 miles in km\`, \`100 F in C\`\n- equations: \`3x + 5 = 20\`\n- short problems: “I have 12 eggs and use 5. How many are left?”`;
}

/** The text without the words that ask, so that what is left may be an expression. */
function bare(text: string): string {
	return text
		.replace(/^\W*(?:hello|hi|hey|please|so|ok|okay)\b[ ,!]*/i, "")
		.replace(
			/^(?:(?:can|could) you (?:please )?)?(?:what(?:'s| is| does| are)|whats|how much (?:is|are|does)|calculate|compute|evaluate|work out|solve|simplify|find|tell me|give me)\b:?/i,
			"",
		)
		.replace(/\b(?:equals?|make|be|please|the value of|the result of)\b/gi, " ")
		.replace(/[\s=?.]+$/, "")
		.replace(/(?<![\d)\s])[\s!]+$/, "")
		.replace(/\$/g, "")
		.trim();
}

function solveExpression(expression: Expression): Solution | "undefined" {
	const result = evaluate(expression);
	if (!isFiniteNum(result)) return "undefined";
	const sign = result.kind === "approx" ? "\\approx" : "=";
	const steps = workOut(expression);
	const last = steps.length - 1;
	const body = steps.map((step, i) => (i === 0 ? step : `${i === last ? sign : "="} ${step}`));
	const lines = body.length > 2 ? `${body[0]} ${body.slice(1).join(" \\\\ ")}` : body.join(" ");
	const display =
		body.length > 2
			? `$$\\begin{aligned} & ${lines.replaceAll(" \\\\ ", " \\\\ & ")} \\end{aligned}$$`
			: `$$${lines}$$`;
	return { steps: [display], result };
}

function solveArithmetic(text: string): Solution | "undefined" | undefined {
	const expression = parseExpression(bare(text));
	if (!expression || hasVariable(expression)) return undefined;
	return solveExpression(expression);
}

/** The longest stretch of a sentence that looks like arithmetic. */
function solveEmbedded(text: string): Solution | "undefined" | undefined {
	const stretches = text.match(/[\d(.][\d\s.,()+*/^×÷−–%!-]{2,}/g) ?? [];
	const longest = stretches.toSorted((a, b) => b.length - a.length)[0];
	if (!longest || !/\d\s*[+*/^×÷−–-]\s*[\d(]/.test(longest)) return undefined;
	const expression = parseExpression(longest.replace(/[\s.,]+$/, ""));
	return expression && solveExpression(expression);
}

/** "and divided by 4?": carries on from the answer before. */
function solveContinued(
	text: string,
	messages: readonly BrainMessage[],
): Solution | "undefined" | undefined {
	const found =
		/^\W*(?:(?:and|now|then|ok|okay)[ ,]+)*((?:plus|minus|times|multiplied by|divided by|squared|cubed|[-+*/×÷^])\s*.*|(?:add|subtract|multiply(?: it)? by|divide(?: it)? by)\s+.*)$/is.exec(
			text,
		)?.[1];
	const previous = earlierTexts(messages, "assistant").at(-1);
	const number = previous && /\*\*Answer: \\?[$€£]?(-?[\d,.]+(?:\/\d+)?)/.exec(previous)?.[1];
	if (!found || !number) return undefined;
	const rest = found
		.replace(/^add\b/i, "+")
		.replace(/^subtract\b/i, "-")
		.replace(/^multiply(?: it)? by/i, "*")
		.replace(/^divide(?: it)? by/i, "/")
		.replace(/[\s=?.!]+$/, "");
	const expression = parseExpression(`(${number.replace(/[,.]$/, "")}) ${rest}`);
	return expression && !hasVariable(expression) ? solveExpression(expression) : undefined;
}

const quantity = "(-?\\d{1,15}(?:[.]\\d{1,12})?)";
const unitWords =
	"((?:degrees? )?[a-z°²³/]+(?: per (?:hour|second)| (?!in\\b|to\\b|into\\b|is\\b|are\\b)[a-z]+)?)";
const conversions = [
	new RegExp(`${quantity} ?${unitWords} (?:in|to|into|as) (?:an? )?${unitWords}\\W*$`, "i"),
	new RegExp(
		`how many ${unitWords} (?:is|are|in|are there in|equal|make)(?: in)? (?:an? )?${quantity} ?${unitWords}\\W*$`,
		"i",
	),
	new RegExp(
		`how many ${unitWords} (?:is|are|in|are there in|make)(?: in)? (an?) ${unitWords}\\W*$`,
		"i",
	),
] as const;

function solveConversion(text: string): Solution | undefined {
	for (const [i, pattern] of conversions.entries()) {
		const found = pattern.exec(text);
		if (!found) continue;
		const [, one = "", two = "", three = ""] = found;
		const amount = i === 0 ? one : i === 1 ? two : "1";
		const from = findUnit(i === 0 ? two : three);
		const to = findUnit(i === 0 ? three : one);
		if (!from || !to) continue;
		const value = amount.startsWith("-")
			? negate(parseDecimal(amount.slice(1)))
			: parseDecimal(amount);
		const result = convert(value, from, to);
		if (!result) continue;
		const rounded: Num = showNum(result).includes("/")
			? { kind: "approx", x: toFloat(result) }
			: result;
		const rule =
			from.dimension === "temperature"
				? `Zero of both scales and the size of a degree differ: $0 \\text{ °C} = 32 \\text{ °F} = 273.15 \\text{ K}$.`
				: `$1 \\text{ ${from.symbol}} = ${tex(asDecimal(divide(from.factor, to.factor)))} \\text{ ${to.symbol}}$.`;
		return {
			steps: [
				...(amount === "1" && from.dimension !== "temperature" ? [] : [rule]),
				`$${tex(value)} \\text{ ${from.symbol}} ${rounded === result ? "=" : "\\approx"} ${tex(rounded)} \\text{ ${to.symbol}}$.`,
			],
			result: rounded,
			suffix: ` ${to.name}`,
		};
	}
	return undefined;
}

const asDecimal = (value: Num): Num =>
	showNum(value).includes("/") ? { kind: "approx", x: toFloat(value) } : value;

/** A linear equation in x: the difference of its sides is a straight line through 0 and 1. */
function solveEquation(text: string): Solution | undefined {
	const sides = bare(
		text.replace(/\b(?:for|what is) x\b.*$/i, "").replace(/^.*?\b(?:if|solve)\b:?/i, ""),
	).split("=");
	if (sides.length !== 2 || !/x/i.test(text)) return undefined;
	const [left, right] = sides.map((side) => parseExpression(side.replace(/[,;]\s*$/, "")));
	if (!left || !right || !(hasVariable(left) || hasVariable(right))) return undefined;
	const at = (x: Num) => subtract(evaluate(left, x), evaluate(right, x));
	const [zero, one, two] = [at(ratio(0n)), at(ratio(1n)), at(ratio(2n))];
	const slope = subtract(one, zero);
	if (![zero, one, two].every(isFiniteNum) || toFloat(slope) === 0) return undefined;
	if (Math.abs(toFloat(subtract(subtract(two, one), slope))) > 1e-9) return undefined;
	const result = divide(negate(zero), slope);
	return {
		steps: [
			`$${texOf(left)} = ${texOf(right)}$`,
			`All terms with $x$ on one side: $${toFloat(slope) === 1 ? "" : tex(slope)}x = ${tex(negate(zero))}$.`,
			`Divide by $${tex(slope)}$: $x = ${tex(result)}$.`,
		],
		result,
	};
}

function hasVariable(e: Expression): boolean {
	if (e.kind === "variable") return true;
	if (e.kind === "number") return false;
	return e.kind === "binary" ? hasVariable(e.left) || hasVariable(e.right) : hasVariable(e.of);
}
