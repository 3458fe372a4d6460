import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seededRandom } from "#lib/kernel/random.ts";
import type { BrainMessage } from "#lib/models/house/brain.ts";
import { evaluate } from "./evaluate.ts";
import { parseExpression } from "./expression.ts";
import { showNum, toFloat } from "./number.ts";
import { reckoner } from "./reckoner.ts";
import { convert, findUnit } from "./units.ts";

function talk(...questions: string[]): string {
	const messages: BrainMessage[] = [];
	for (const text of questions) {
		messages.push({ role: "user", text });
		messages.push({ role: "assistant", text: reckoner.respond(messages, seededRandom(1)) });
	}
	return messages.at(-1)?.text ?? "";
}

const answerOf = (reply: string) => /\*\*Answer: (.+?)\*\*/.exec(reply)?.[1];

describe("arithmetic", () => {
	test.each([
		["2+3*4", "14"],
		["(2+3)*4", "20"],
		["2^3^2", "512"],
		["-3^2", "-9"],
		["10 - 4 - 3", "3"],
		["100 / 10 / 2", "5"],
		["0.1 + 0.2", "0.3"],
		["1/3 + 1/3", "2/3"],
		["2(3 + 4)", "14"],
		["7 mod 3", "1"],
		["5!", "120"],
		["sqrt(144)", "12"],
		["sqrt 2", "1.414213562"],
		["15% of 80", "12"],
		["200 + 10%", "220"],
		["1,200 × 3", "3,600"],
		["What is 12 divided by 4?", "3"],
		["what is two plus twenty-two", "24"],
		["Calculate 3 squared plus 4 squared", "25"],
		["2^100", "1,267,650,600,228,229,401,496,703,205,376"],
		["Hello, could you tell me what 17 * 23 is?", "391"],
		["What is 17% of 2,340? Show a table.", "397.8"],
		["I am doing homework. What is 12 * 7?", "84"],
	])("%s = %s", (question, answer) => {
		expect(answerOf(talk(question))).toBe(answer);
	});

	test("shows its steps in TeX", () => {
		expect(talk("2+3*4")).toContain("2 + 3 \\times 4");
		expect(talk("2+3*4")).toContain("2 + 12");
	});

	test.each(["1/0", "0/0", "sqrt(-1)", "(-3)!", "9^9^9"])("%s has no value", (question) => {
		expect(talk(question)).toContain("has no value");
	});

	test("carries on from the answer before", () => {
		expect(answerOf(talk("2+3*4", "and divided by 4?"))).toBe("3.5");
		expect(answerOf(talk("1,000 * 2", "minus 500"))).toBe("1,500");
	});

	test("agrees with floating point on random expressions", () => {
		const expression = fc.letrec<{ e: string }>((tie) => ({
			e: fc.oneof(
				{ maxDepth: 4 },
				fc.integer({ min: 1, max: 99 }).map(String),
				fc
					.tuple(tie("e"), fc.constantFrom("+", "-", "*", "/"), tie("e"))
					.map(([a, op, b]) => `(${a} ${op} ${b})`),
			),
		})).e;
		fc.assert(
			fc.property(expression, (text) => {
				const parsed = parseExpression(text);
				const expected = Number(new Function(`return ${text}`)());
				const value = parsed ? toFloat(evaluate(parsed)) : Number.NaN;
				fc.pre(Number.isFinite(expected) && Math.abs(expected) < 1e12 && Number.isFinite(value));
				expect(value).toBeCloseTo(expected, 3);
			}),
		);
	});

	test.each(["", "2 3", "(1", "1)", "hello", "2 +", "* 3", "1..2"])("does not parse %j", (text) => {
		expect(parseExpression(text)).toBeUndefined();
	});
});

describe("equations, units and problems", () => {
	test.each([
		["3x + 5 = 20", "5"],
		["solve 2(x - 1) = x + 4", "6"],
		["convert 5 miles to km", "8.04672 kilometres"],
		["How many km in 26.2 miles?", "42.1648128 kilometres"],
		["212 F in C", "100 degrees Celsius"],
		["-40 C to F", "-40 degrees Fahrenheit"],
		["how many minutes in a day", "1,440 minutes"],
		["90 km/h in m/s", "25 metres per second"],
		["3 cups to millilitres", "709.7647095 millilitres"],
		["I have 3 apples and buy 4 more. How many apples do I have?", "7 apples"],
		["Sarah has twenty-four sweets, gives 7 away and eats 3. How many are left?", "14"],
		["How long does it take at 60 km/h for 150 km?", "2.5 hours"],
		["How far do I get in 2.5 hours at 80 km/h?", "200 km"],
		["A train covers 300 km in 4 hours. How fast is it?", "75 km/h"],
		["20% off $50", "\\$40"],
		["A shirt costs $40 and is 25% off. What do I pay?", "\\$30"],
		["Increase 80 by 15%", "92"],
		["12 is what percent of 60?", "20 %"],
		["average of 3, 5 and 10", "6"],
		["What is the median of 9, 1, 4 and 6?", "5"],
		["share 24 sweets among 5 children", "4.8 each"],
		["5 boxes with 12 pencils each, how many pencils?", "60"],
		["area of a rectangle 3 by 4", "12"],
		["gcd of 12 and 18", "6"],
		["is 97 prime?", "97 is prime"],
		["is 91 prime?", "91 is not prime"],
	])("%s -> %s", (question, answer) => {
		expect(answerOf(talk(question))).toBe(answer);
	});

	test.each(["Write me a poem", "Hello", "What is the capital of France?", "5 miles in kg"])(
		"says what it can do on %s",
		(question) => {
			expect(talk(question)).toContain("I can help with numbers");
		},
	);

	test("converting there and back gives the exact number again", () => {
		const names = ["miles", "km", "inches", "feet", "m"];
		fc.assert(
			fc.property(fc.constantFrom(...names), fc.constantFrom(...names), fc.nat(), (a, b, n) => {
				const [from, to] = [findUnit(a), findUnit(b)];
				if (!from || !to) throw new Error("unknown unit");
				const there = convert({ kind: "exact", n: BigInt(n), d: 1n }, from, to);
				const back = there && convert(there, to, from);
				expect(back && showNum(back).replaceAll(",", "")).toBe(String(n));
			}),
		);
	});
});
