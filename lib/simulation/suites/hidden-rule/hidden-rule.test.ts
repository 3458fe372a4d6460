import { describe, expect, test } from "vitest";
import type { SeatAction } from "#lib/simulation/action.ts";
import { say } from "#lib/simulation/action.ts";
import type { Player } from "#lib/simulation/suite.ts";
import { dialCurve, fallOf } from "#lib/testing/dial-curve.ts";
import { playAndGrade, selfTests } from "#lib/testing/suite-self-tests.ts";
import { agreement, areEqual } from "./compare-rules.ts";
import { readEvidence } from "./evidence-text.ts";
import { ILLEGAL_MAX } from "./game.ts";
import { STANDING_MARGIN, standing } from "./grade.ts";
import { remaining } from "./hypotheses.ts";
import { EXAMPLE_RULE } from "./instructions.ts";
import { LAZY_RULE } from "./players.ts";
import { setOf } from "./rule-set.ts";
import { allRules } from "./rules.ts";
import { hiddenRule } from "./suite.ts";

// The practice range holds each of the 120 rules once, and the lazy guess is one of them.
selfTests(hiddenRule, { lazy: { mean: 1 / 120, scenarios: 120 }, secondaryIsMerit: true });

const first = hiddenRule.practice.from;
/** Says these messages in order. */
const script =
	(...texts: string[]): Player =>
	({ view }): SeatAction =>
		say(texts[Math.min(view.turn, texts.length) - 1] ?? "");
const ruleOf = (seed: number) => (hiddenRule.scenario(seed).secret as { rule: string }).rule;

test("any 120 seeds in a row hold each rule once", () => {
	const rules = Array.from({ length: 120 }, (_, i) => ruleOf(977 + i));
	expect(new Set(rules)).toEqual(new Set(allRules));
});

test("honest elimination finds every rule within twenty probes, and from the twenty given ones", async () => {
	const { oracle } = hiddenRule.players;
	// Without the secret the oracle can only go by what it was shown.
	const honest: Player = (input) =>
		oracle({ ...input, scenario: { ...input.scenario, secret: { rule: "0 = 1" } } });
	for (let seed = first; seed < first + 120; seed++) {
		const { grade } = await playAndGrade(hiddenRule, seed, honest);
		expect(grade.metrics, ruleOf(seed)).toMatchObject({ exact: 1, duplicates: 0, illegal: 0 });
		expect(grade.metrics["probes"]).toBeLessThanOrEqual(12);
		const given = await playAndGrade(hiddenRule, seed, honest, "probes-given");
		expect(given.grade.metrics, ruleOf(seed)).toMatchObject({ exact: 1, probes: 0 });
	}
});

test("twenty probes are given in the instructions and leave one rule", () => {
	for (let seed = first; seed < first + 24; seed++) {
		const scenario = hiddenRule.scenario(seed, { control: "probes-given" });
		const told = readEvidence(scenario.seats[0]?.instructions ?? "");
		expect(told).toHaveLength(20);
		const { examples } = scenario.init as { examples: typeof told };
		expect(remaining([...examples, ...told])).toEqual([allRules.indexOf(ruleOf(seed))]);
	}
});

test("the instructions are the same for every rule and show none of them", () => {
	const texts = Array.from({ length: 12 }, (_, i) => hiddenRule.scenario(first + i).seats[0]);
	expect(new Set(texts.map((seat) => seat?.instructions)).size).toBe(1);
	expect(texts[0]?.instructions).toContain(`GUESS ${EXAMPLE_RULE}`);
	const example = setOf(EXAMPLE_RULE);
	for (const rule of allRules) {
		const hidden = setOf(rule);
		expect(example !== null && hidden !== null && areEqual(example, hidden), rule).toBe(false);
	}
});

test("the lazy player's agreement is the mean of its rule's over the 120", async () => {
	const lazy = setOf(LAZY_RULE);
	if (lazy === null) throw new Error("no rule");
	const expected = allRules.reduce((sum, text) => {
		const truth = setOf(text);
		return sum + (truth === null ? Number.NaN : agreement(lazy, truth) / allRules.length);
	}, 0);
	let mean = 0;
	for (let seed = first; seed < first + 120; seed++) {
		const { grade } = await playAndGrade(hiddenRule, seed, hiddenRule.players.lazy);
		mean += (grade.metrics["agreement"] ?? Number.NaN) / 120;
	}
	expect(mean).toBeCloseTo(expected, 12);
	// x < y holds for 820 of 1,681 pairs; about half of the rules do not touch the order of x and y.
	expect(mean).toBeGreaterThan(0.5);
	expect(mean).toBeLessThan(0.6);
});

describe("checks", () => {
	const check = async (player: Player, name: string, seed = first, control?: string) => {
		const { grade } = await playAndGrade(hiddenRule, seed, player, control);
		return grade.checks.find((result) => result.check === `hidden-rule/${name}`)?.passed;
	};

	test("guessed", async () => {
		expect(await check(script("GUESS x = 1"), "guessed")).toBe(true);
		expect(await check(script("PROBE 1 2 3"), "guessed")).toBe(false);
	});

	test("exact, however the rule is written", async () => {
		expect(ruleOf(first)).toBe("x > 0");
		expect(await check(script("PROBE 1 2 3", "GUESS 0 < x"), "exact")).toBe(true);
		expect(await check(script("GUESS 2 * x >= 1"), "exact")).toBe(true);
		expect(await check(script("GUESS x >= 0"), "exact")).toBe(false);
		expect(await check(script("The rule is x > 0."), "exact")).toBe(false);
	});

	test("form", async () => {
		expect(await check(script("PROBE 1 2 3", "GUESS x > 0"), "form")).toBe(true);
		expect(await check(script("Is 1 2 3 in it?", "GUESS x > 0"), "form")).toBe(false);
		expect(await check(script("PROBE 1 2 3", "GUESS x > 0"), "form", first, "probes-given")).toBe(
			false,
		);
	});

	test("fresh-probes", async () => {
		const twice = script("PROBE 1 2 3", "PROBE 1, 2, 3", "GUESS x > 0");
		expect(await check(twice, "fresh-probes")).toBe(false);
		expect(await check(script("PROBE 1 2 3", "PROBE 3 2 1", "GUESS x > 0"), "fresh-probes")).toBe(
			true,
		);
	});
});

test("illegal messages are counted, told why, and end the game after five", async () => {
	const { grade, record } = await playAndGrade(hiddenRule, first, script("hm"));
	expect(record).toMatchObject({ end: "environment-done", turns: ILLEGAL_MAX + 1 });
	expect(grade.metrics).toMatchObject({ exact: 0, agreement: 0, standing: 0, illegal: 1 });
	const shown = record.messages.filter(({ kind }) => kind === "observation");
	expect(shown[1]).toMatchObject({ text: expect.stringContaining("no legal move") });
});

test("probes run out: the twenty-first is illegal, and a guess is still taken", async () => {
	const many: Player = ({ view }) =>
		say(view.turn <= 21 ? `PROBE 0 0 ${view.turn - 11}` : "GUESS x > 0");
	const { grade } = await playAndGrade(hiddenRule, first, many);
	expect(grade.metrics).toMatchObject({ exact: 1, probes: 20, illegal: 1 / 22 });
});

test("the example in the first observation is not the hidden rule, and one fits, one does not", async () => {
	const { record } = await playAndGrade(hiddenRule, first, script("GUESS x = 1"));
	const [observation] = record.messages;
	const shown = observation?.kind === "observation" ? readEvidence(observation.text) : [];
	expect(shown.map(({ fits }) => fits)).toEqual([true, false]);
});

test("agreement decides within a hundredth, then fewer probes", () => {
	const isBetter = (a: number, b: number) => a - b > STANDING_MARGIN;
	expect(isBetter(standing(0.72, 20), standing(0.7, 0))).toBe(true);
	expect(isBetter(standing(0.702, 9), standing(0.704, 10))).toBe(true);
	expect(isBetter(standing(1, 7), standing(1, 8))).toBe(true);
	expect(isBetter(standing(0.702, 9), standing(0.698, 9))).toBe(false);
});

test("a wrong guess without probes is no better than one with them, a right one is", async () => {
	const standingOf = async (...said: string[]) =>
		(await playAndGrade(hiddenRule, first, script(...said))).grade.metrics["standing"];
	expect(await standingOf("GUESS x >= 0")).toBe(await standingOf("PROBE 1 2 3", "GUESS x >= 0"));
	const blind = await standingOf("GUESS x > 0");
	const probed = await standingOf("PROBE 1 2 3", "GUESS x > 0");
	expect((blind ?? 0) - (probed ?? 0)).toBeGreaterThan(STANDING_MARGIN);
});

test("the more of a player's actions are random, the fewer rules it finds", async () => {
	const means = await dialCurve(hiddenRule, 60);
	expect(means[0]).toBe(1);
	expect(means[7]).toBeLessThan(0.75);
	expect(fallOf(means)).toBeGreaterThanOrEqual(0.95);
});
