import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NODES_MAX, parseRule } from "./parse-rule.ts";
import { ruleHolds } from "./rule-holds.ts";

const holds = (text: string, triple: [number, number, number]) => {
	const parsed = parseRule(text);
	if ("error" in parsed) throw new Error(`${text}: ${parsed.error}`);
	return ruleHolds(parsed.rule, triple);
};
const errorOf = (text: string) => {
	const parsed = parseRule(text);
	return "error" in parsed ? parsed.error : null;
};

describe("what a rule means", () => {
	test.each<[string, [number, number, number], boolean]>([
		["x < y < z", [1, 2, 3], true],
		["x < y < z", [1, 3, 2], false],
		["x - y - z = 0", [5, 3, 2], true],
		["x - (y - z) = 0", [5, 3, 2], false],
		["x + y * z = 7", [1, 2, 3], true],
		["(x + y) * z = 9", [1, 2, 3], true],
		["-x * y = -2", [1, 2, 3], true],
		["x - -y = 3", [1, 2, 3], true],
		["mod(x, 3) = 2", [-1, 0, 0], true],
		["mod(-7, 4) = 1", [0, 0, 0], true],
		["digits(x) = 10", [-19, 0, 0], true],
		["digits(x * y) = 0", [0, 5, 0], true],
		["max(x, y, z) = 3 > min(x, y, z)", [1, 2, 3], true],
		["max(x) = 1", [1, 2, 3], true],
		["abs(x) != abs(y)", [-2, 2, 0], false],
		["X == Y", [4, 4, 0], true],
		["x ≤ y ≥ z ≠ 4", [1, 2, 2], true],
		["x =< y => z <> 4", [1, 2, 2], true],
		["x<-1", [-2, 0, 0], true],
		["x − 1 = 2 · y", [3, 1, 0], true],
	])("%s at %j", (text, triple, expected) => {
		expect(holds(text, triple)).toBe(expected);
	});
});

describe("what is no rule says why", () => {
	test.each([
		["", /too early/],
		["x + y", /comparison/],
		["x <", /too early/],
		["< x", /unexpectedly/],
		["x < y and y < z", /"and"/],
		["x < 1.5", /not understood/],
		["w < 1", /"w" is not a part/],
		["2x < 3", /unexpectedly/],
		["x ! y", /not a comparison/],
		["mod(x, 0) = 0", /positive integer/],
		["mod(x, y) = 0", /positive integer/],
		["mod(x) = 0", /"," is missing/],
		["abs(x, y) = 0", /"\)" is missing/],
		["max() = 0", /unexpectedly/],
		["(x < y) = z", /"\)" is missing/],
		["x = 1; process.exit()", /not understood/],
		["constructor = 1", /not a part/],
		["999999 * 999999 > x", /too large/],
		["mod(999999 * 999999, 2) = 0", /too large/],
		[`${"(".repeat(60)}x${")".repeat(60)} > 0`, /nested/],
		[`${"-".repeat(60)}x > 0`, /nested/],
		[`x > ${" ".repeat(3000)}0`, /too long/],
	])("%s", (text, message) => {
		expect(errorOf(text)).toMatch(message);
	});

	test("up to 200 parts", () => {
		// n variables have n - 1 signs between them, and there is one comparison with a number.
		const sum = (n: number) => `${Array(n).fill("x").join("+")} > 0`;
		expect(2 * 99 + 1).toBeLessThanOrEqual(NODES_MAX);
		expect(errorOf(sum(99))).toBeNull();
		expect(errorOf(sum(100))).toMatch(/more than 200/);
	});
});

test("any text is a rule or an error and never throws", () => {
	const pieces = ["x", "y", "12", "<", "=", "!", "-", "*", "(", ")", ",", "mod", "max", " ", "é"];
	const texts = fc.oneof(
		fc.string({ maxLength: 60 }),
		fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join("")),
	);
	fc.assert(
		fc.property(texts, (text) => {
			const parsed = parseRule(text);
			if ("rule" in parsed) expect(typeof ruleHolds(parsed.rule, [1, 2, 3])).toBe("boolean");
			else expect(parsed.error).not.toBe("");
		}),
		{ numRuns: 500 },
	);
});
