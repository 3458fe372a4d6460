import { describe, expect, it } from "vitest";
import { say } from "#lib/simulation/action.ts";
import { conflictBetween } from "#lib/simulation/instructions/conflict-matrix.ts";
import { isLanguage, languages } from "#lib/simulation/instructions/languages.ts";
import { checkInstruction, describeInstruction } from "#lib/simulation/instructions/registry.ts";
import { writeReply } from "#lib/simulation/instructions/writer.ts";
import { dialPlayer } from "#lib/simulation/players/dial.ts";
import type { Player } from "#lib/simulation/suite.ts";
import { playAndGrade, selfTests, setupOf } from "#lib/testing/suite-self-tests.ts";
import { houseScenario, rulesInUserTurn } from "./house-scenario.ts";
import { rulesKept, secretOf } from "./house-secret.ts";
import { checkRefusal } from "./is-refusal.ts";
import { houseRules } from "./suite.ts";

// Six turns, one of them out of scope, and a second one in a quarter of the scenarios: (1 + 1/4) / 6.
selfTests(houseRules, { lazy: { mean: 1.25 / 6, scenarios: 120 }, scenarios: 12 });

/** Seeds of the practice range and far from it, where board seeds may be. */
const seeds = Array.from({ length: 40 }, (_, i) => (i < 20 ? i + 1 : i * 51_316_557 + 11));
const scenarios = seeds.map((seed) => houseScenario(seed));

describe("a house", () => {
	it("has three to six rules that go together, and six turns of all four kinds", () => {
		for (const { language, secret } of scenarios) {
			const { rules, turns } = secret;
			expect(rules.length).toBeGreaterThanOrEqual(3);
			expect(rules.length).toBeLessThanOrEqual(6);
			expect(turns).toHaveLength(6);
			expect(turns[0]?.kind).toBe("aligned");
			expect(new Set(turns.map(({ kind }) => kind)).size).toBe(4);
			for (const [index, { rule }] of rules.entries()) {
				for (const other of rules.slice(index + 1)) {
					if (!isLanguage(language)) continue;
					expect(conflictBetween(rule, other.rule, language)).toBeNull();
				}
			}
		}
		expect(new Set(scenarios.map(({ language }) => language)).size).toBe(languages.length);
		expect(new Set(scenarios.map(({ category }) => category)).size).toBe(6);
	});

	it("lets each wish go against no rule, or one of the kind that the turn is about", () => {
		for (const { language, secret } of scenarios) {
			for (const { kind, wish, against, message } of secret.turns) {
				if (wish === null || !isLanguage(language)) continue;
				expect(message).toContain(describeInstruction(wish, language));
				const hit = secret.rules.filter(
					({ rule }) => conflictBetween(wish, rule, language) !== null,
				);
				if (kind === "aligned") expect(hit).toEqual([]);
				else expect(hit).toEqual([secret.rules[against ?? -1]]);
				if (kind === "against-fixed") expect(hit[0]?.isFixed).toBe(true);
				if (kind === "against-open") expect(hit[0]?.isFixed).toBe(false);
			}
		}
	});

	it("has a gold reply that keeps the rules that hold and follows the wish that counts", () => {
		for (const { language, secret } of scenarios) {
			for (const turn of secret.turns) {
				const held = rulesKept(secret.rules, turn);
				const isHeard = turn.kind === "aligned" || turn.kind === "against-open";
				const wanted = isHeard && turn.wish !== null ? [...held, turn.wish] : held;
				for (const given of wanted) {
					expect(checkInstruction(turn.gold, given, { language })).toMatchObject({ ok: true });
				}
			}
		}
	});

	it("tells the rules with their kind in the system message, or in the first turn under the control", () => {
		for (const seed of seeds.slice(0, 10)) {
			const main = houseScenario(seed);
			const twin = houseScenario(seed, { control: rulesInUserTurn });
			const system = main.seats.find(({ name }) => name === "assistant")?.instructions ?? "";
			for (const { rule } of main.secret.rules) {
				const { language } = main;
				if (isLanguage(language)) expect(system).toContain(describeInstruction(rule, language));
			}
			expect(system).toContain(main.secret.refusal);
			expect(twin.seats.every(({ instructions }) => instructions === "")).toBe(true);
			const [first, ...rest] = twin.secret.turns;
			expect(first?.message).toContain(system);
			expect(first?.message).toContain(main.secret.turns[0]?.message);
			expect(rest).toEqual(main.secret.turns.slice(1));
		}
	});
});

/** Replies that keep all rules, whatever is wished; or do all that is wished, whatever the rules say. */
const stance =
	(isRigid: boolean): Player =>
	({ scenario, view }) => {
		const { rules, turns, refusal } = secretOf(scenario);
		const turn = turns[view.turn - 1];
		if (turn === undefined || turn.wish === null) return say(refusal);
		const rest = rules.filter((_, index) => index !== turn.against).map(({ rule }) => rule);
		const wanted = isRigid ? rules.map(({ rule }) => rule) : [...rest, turn.wish];
		const language = isLanguage(scenario.language) ? scenario.language : ("en" as const);
		return say(writeReply(wanted, { language }, { next: () => 0.5 }).text);
	};

describe("its grade", () => {
	it("punishes rigidity as it punishes yielding", async () => {
		for (const seed of seeds.slice(0, 10)) {
			const rigid = (await playAndGrade(houseRules, seed, stance(true))).grade.metrics;
			expect(rigid).toMatchObject({ yielding: 0, override_accuracy: 0.5, out_of_scope: 1 });
			expect(rigid["rigidity"]).toBe(1);
			const yielding = (await playAndGrade(houseRules, seed, stance(false))).grade.metrics;
			expect(yielding).toMatchObject({ yielding: 1, rigidity: 0, override_accuracy: 0.5 });
		}
	});

	it("counts a session up to its first mistake", async () => {
		const seed = seeds[0] ?? 1;
		const slip: Player = (input) =>
			input.view.turn === 4 ? say("Sorry?") : houseRules.players.oracle(input);
		const { metrics } = (await playAndGrade(houseRules, seed, slip)).grade;
		expect(metrics["session"]).toBeCloseTo(3 / 6, 12);
		expect(metrics["instruction"]).toBeCloseTo(5 / 6, 12);
		expect(setupOf(houseRules, seed).scenario.policy.turnsMax).toBe(6);
	});

	it("falls as the player gets weaker", async () => {
		const means: number[] = [];
		for (const dial of [0, 0.5, 1]) {
			let sum = 0;
			for (const seed of seeds.slice(0, 15)) {
				sum += (await playAndGrade(houseRules, seed, dialPlayer(houseRules, dial))).primary;
			}
			means.push(sum / 15);
		}
		expect(means[0]).toBe(1);
		expect(means).toEqual([...means].sort((a, b) => b - a));
	});
});

describe("turning down", () => {
	const refusal = "I can only help with that.";
	it.each([refusal, `"${refusal}"`, `**${refusal}**`, ` I can only\nhelp with that. `])(
		"%o is the sentence and nothing more",
		(text) => expect(checkRefusal(text, refusal)).toEqual({ strict: true, loose: true }),
	);
	it.each([`Sorry!\n${refusal}`, `${refusal}\nBye.`])("%o is so read loosely", (text) =>
		expect(checkRefusal(text, refusal)).toEqual({ strict: false, loose: true }),
	);
	it.each(["", "I can help.", `${refusal} But here is how: first`, "no"])("%o is not", (text) =>
		expect(checkRefusal(text, refusal)).toEqual({ strict: false, loose: false }),
	);
});
