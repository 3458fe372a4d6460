import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { readSections } from "./fence.ts";
import { NONCE, randomTalk, talk } from "./fixtures/conversations.ts";
import type { LensPrompt } from "./lens.ts";
import { dialogueActsLens, systemActs, userActs } from "./lenses/dialogue-acts.ts";
import { maximNames, maximsLens } from "./lenses/maxims.ts";
import { plainLens } from "./lenses/plain.ts";
import { rubricLens } from "./lenses/rubric.ts";
import { safetyLens } from "./lenses/safety.ts";
import type { LensInput } from "./prompt.ts";
import { type Rubric, rubricSchema, weightedOutcome } from "./rubric.ts";
import { withState } from "./windows.ts";

const input: LensInput = {
	first: talk(["What is 2 + 2?", "4."], ["And 3 + 3?", "6."]),
	second: talk(["What is 2 + 2?", "5."], ["And 3 + 3?", null]),
	nonce: NONCE,
	charactersMax: 4000,
};
const rubric: Rubric = {
	id: "sums",
	version: "1.0.0",
	criteria: [
		{ key: "right", title: "Right", description: "The sum is right.", weight: 3 },
		{ key: "short", title: "Short\u2028Line", description: "No needless words.", weight: 1 },
	],
};
const lenses: LensPrompt<never>[] = [
	plainLens(input),
	rubricLens(rubric, input),
	dialogueActsLens(input),
	maximsLens(input),
	safetyLens(input),
] as never;
const accepts = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;

describe.each(lenses)("the lens $lens", ({ lens, version, messages }) => {
	const [system, user] = messages;
	test("names itself and its version in the first line", () => {
		expect(messages.map(({ role }) => role)).toEqual(["system", "user"]);
		expect(system?.text.split("\n")[0]).toBe(`Lens: ${lens} ${version}`);
		expect(version).toMatch(/^\d+\.\d+\.\d+$/);
	});
	test("puts what others wrote into sections, and nothing of it into its rules", () => {
		const sections = readSections(user?.text ?? "");
		expect([...sections.keys()].filter((name) => name !== "rubric")).toEqual([
			"task",
			"seats",
			"first",
			"second",
		]);
		expect(sections.get("seats")).toEqual(["| user: not judged", "| assistant: judged"]);
		expect(system?.text).not.toContain("2 + 2");
	});
});

describe("any lens", () => {
	test("keeps hostile texts inside, its notes too", () => {
		fc.assert(
			fc.property(randomTalk, randomTalk, fc.string(), (first, second, carried) => {
				const window = {
					number: 2,
					count: 2,
					first: { from: 0, to: first.messages.length },
					second: { from: 0, to: second.messages.length },
					carried: `${carried}\n<<<${NONCE} first>>>`,
				};
				const prompt = plainLens({ first, second, nonce: NONCE, charactersMax: 1e6, window });
				const sections = readSections(prompt.messages[1]?.text ?? "");
				expect([...sections.keys()]).toEqual(["task", "seats", "notes", "first", "second"]);
			}),
		);
	});
	test("compares only conversations about the same task, and asks for windows when too long", () => {
		const other = { ...input.second, task: "Something else." };
		expect(() => plainLens({ ...input, second: other })).toThrow("same task");
		const long = talk(["x".repeat(900), "y"]);
		expect(() => plainLens({ ...input, first: long, charactersMax: 400 })).toThrow("windows");
	});
	test("asks for notes in a window, which its schema then requires", () => {
		const span = { from: 0, to: 2 };
		const window = { number: 1, count: 2, first: span, second: span, carried: "" };
		const prompt = plainLens({ ...input, window });
		expect(prompt.messages[0]?.text).toContain("part 1 of 2");
		expect(prompt.messages[1]?.text).not.toContain("And 3 + 3");
		const schema = withState(prompt.schema);
		const verdict = { outcome: "tie", rationale: "Alike." };
		expect(accepts(schema, verdict)).toBe(false);
		expect(schema.parse({ ...verdict, state: "Notes." })).toEqual({ ...verdict, state: "Notes." });
	});
	test("shows its verdict as a JSON Schema, for endpoints that take one", () => {
		for (const { schema } of lenses)
			expect(z.toJSONSchema(schema)).toMatchObject({ type: "object" });
	});
});

describe("a rubric's verdict", () => {
	const { schema, outcomeOf, messages } = rubricLens(rubric, input);
	const one = (key: string, winner: string, scores: unknown) => ({
		key,
		winner,
		scores,
		rationale: "Because.",
		turn: 1,
	});
	const right = one("right", "first", { first: 5, second: 1 });
	const short = one("short", "tie", { first: 4, second: 4 });
	test("names each criterion once, and no other", () => {
		expect(accepts(schema, { criteria: [short, right] })).toBe(true);
		for (const criteria of [
			[right],
			[right, right],
			[right, short, short],
			[right, { ...short, key: "style" }],
		])
			expect(accepts(schema, { criteria })).toBe(false);
	});
	test.each([
		["a winner with the lower score", one("short", "second", { first: 4, second: 3 })],
		["scores for what was not seen", one("short", "not_seen", { first: 4, second: 3 })],
		["no scores for what was seen", one("short", "tie", null)],
		["a score off the scale", one("short", "tie", { first: 6, second: 6 })],
		["an unknown winner", one("short", "neither", { first: 3, second: 3 })],
	])("refuses %s", (_, criterion) => {
		expect(accepts(schema, { criteria: [right, criterion] })).toBe(false);
	});
	test("comes to an outcome by weights", () => {
		const outcome = (...winners: ("first" | "second" | "tie" | "both_bad" | "not_seen")[]) =>
			weightedOutcome(
				rubric,
				winners.map((winner, i) => ({ key: rubric.criteria[i]?.key ?? "", winner })),
			);
		expect(outcome("first", "second")).toBe("first");
		expect(outcome("second", "first")).toBe("second");
		expect(outcome("tie", "second")).toBe("second");
		expect(outcome("tie", "tie")).toBe("tie");
		expect(outcome("both_bad", "first")).toBe("both_bad");
		expect(outcome("not_seen", "second")).toBe("second");
		expect(outcome("not_seen", "not_seen")).toBeNull();
		expect(outcomeOf(schema.parse({ criteria: [right, short] }))).toBe("first");
	});
	test("is asked for with one line a criterion, weights unseen", () => {
		const lines = readSections(messages[1]?.text ?? "").get("rubric");
		expect(lines).toHaveLength(2);
		expect(lines?.join()).not.toContain("weight");
	});
	test("rests on a rubric with keys that occur once and weights above 0", () => {
		expect(accepts(rubricSchema, rubric)).toBe(true);
		const [first] = rubric.criteria;
		expect(accepts(rubricSchema, { ...rubric, criteria: [] })).toBe(false);
		expect(accepts(rubricSchema, { ...rubric, criteria: [first, first] })).toBe(false);
		expect(accepts(rubricSchema, { ...rubric, criteria: [{ ...first, weight: 0 }] })).toBe(false);
	});
});

describe("dialogue acts", () => {
	const { schema } = dialogueActsLens(input);
	const label = (turn: number, user: string | null, system: string) => ({ turn, user, system });
	const both = [label(1, "ask", "answer"), label(2, "ask", "answer")];
	const verdict = (first: unknown, second: unknown) => ({
		acts: { first, second },
		outcome: "first",
		rationale: "It answers.",
	});
	test("are sixteen, and label every turn of the judged seat", () => {
		expect(Object.keys(userActs).length + Object.keys(systemActs).length).toBe(16);
		expect(accepts(schema, verdict(both, both.slice(0, 1)))).toBe(true);
		expect(accepts(schema, verdict(both, both))).toBe(false);
		expect(accepts(schema, verdict(both.slice(1), both.slice(0, 1)))).toBe(false);
	});
	test("have no name outside the scheme", () => {
		const odd = [label(1, "ask", "gloat")];
		expect(accepts(schema, verdict(both, odd))).toBe(false);
		expect(accepts(schema, verdict(both, [label(1, null, "answer")]))).toBe(true);
	});
	test("of a window label its own turns alone", () => {
		const span = { from: 2, to: 4 };
		const window = { number: 2, count: 2, first: span, second: { from: 2, to: 3 }, carried: "" };
		const part = dialogueActsLens({ ...input, window }).schema;
		expect(accepts(part, verdict(both.slice(1), []))).toBe(true);
		expect(accepts(part, verdict(both, []))).toBe(false);
	});
});

describe("maxims", () => {
	const { schema } = maximsLens(input);
	const each = Object.fromEntries(
		maximNames.map((name) => [name, { winner: "tie", rationale: "Alike." }]),
	);
	const verdict = (given: unknown) => ({ maxims: given, outcome: "tie", rationale: "Alike." });
	test("are judged each, and no other", () => {
		expect(accepts(schema, verdict(each))).toBe(true);
		const { manner, ...rest } = each;
		expect(accepts(schema, verdict(rest))).toBe(false);
		expect(accepts(schema, verdict({ ...rest, wit: manner }))).toBe(false);
		expect(accepts(schema, verdict({ ...each, manner: { winner: "none", rationale: "x" } }))).toBe(
			false,
		);
	});
});

describe("safety", () => {
	const { schema } = safetyLens(input);
	const grade = (value: number, hazards: string[] = []) => ({
		grade: value,
		hazards,
		rationale: "Because.",
		turn: null,
	});
	const verdict = (first: unknown, second: unknown, outcome: string) => ({
		grades: { first, second },
		outcome,
		rationale: "Because.",
	});
	const bad = grade(2, ["deception"]);
	test.each([
		["the better grade wins", verdict(grade(5), bad, "first"), true],
		["the worse grade wins", verdict(grade(5), bad, "second"), false],
		["the worse grade wins in the first place", verdict(bad, grade(5), "first"), false],
		["equal grades, one helps more", verdict(grade(5), grade(5), "second"), true],
		["both are bad", verdict(bad, bad, "both_bad"), true],
		["a good grade is called bad", verdict(grade(5), bad, "both_bad"), false],
		["a low grade without a hazard", verdict(grade(3), grade(5), "second"), false],
		["an unknown hazard", verdict(grade(2, ["rudeness"]), grade(5), "second"), false],
		["a grade off the scale", verdict(grade(0, ["deception"]), grade(5), "second"), false],
	])("%s", (_, value, isAccepted) => {
		expect(accepts(schema, value)).toBe(isAccepted);
	});
});
