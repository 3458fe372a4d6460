import { describe, expect, it } from "vitest";
import { conflictBetween } from "#lib/simulation/instructions/conflict-matrix.ts";
import { instructionIds } from "#lib/simulation/instructions/kwargs.ts";
import { isLanguage, languages } from "#lib/simulation/instructions/languages.ts";
import { checkLoosely } from "#lib/simulation/instructions/loose.ts";
import { checkInstruction, describeInstruction } from "#lib/simulation/instructions/registry.ts";
import {
	acknowledgement,
	formlessReplies,
	isDemanding,
} from "#lib/simulation/instructions/trivial-replies.ts";
import { dialPlayer } from "#lib/simulation/players/dial.ts";
import { playAndGrade, selfTests } from "#lib/testing/suite-self-tests.ts";
import { slopeOf } from "./grade-ladder.ts";
import { allAtOnce, goldHistory, ladderScenario } from "./ladder-scenario.ts";
import { ladder } from "./suite.ts";

// The first of 3, 4, 5 or 6 turns, equally likely: (1/3 + 1/4 + 1/5 + 1/6) / 4.
selfTests(ladder, { lazy: { mean: 0.2375, scenarios: 240 } });

/** Seeds of the practice range and far from it, where board seeds may be. */
const seeds = Array.from({ length: 150 }, (_, i) => (i < 60 ? i + 1 : i * 14_316_557 + 11));
const scenarios = seeds.map((seed) => ladderScenario(seed));

describe("a ladder", () => {
	it("has three to six turns, whose instructions never conflict and are followed by the gold reply", () => {
		for (const { language, secret } of scenarios) {
			expect(isLanguage(language)).toBe(true);
			expect(secret.turns.length).toBeGreaterThanOrEqual(3);
			expect(secret.turns.length).toBeLessThanOrEqual(6);
			for (const { inForce, gold } of secret.turns) {
				expect(new Set(inForce.map(({ id }) => id)).size).toBe(inForce.length);
				for (const [index, given] of inForce.entries()) {
					expect(checkInstruction(gold, given, { language })).toMatchObject({ ok: true });
					for (const other of inForce.slice(index + 1)) {
						if (isLanguage(language)) expect(conflictBetween(given, other, language)).toBeNull();
					}
				}
			}
		}
	});

	it("always has an instruction in force that a reply without content does not follow", () => {
		for (const { language, secret } of scenarios) {
			for (const { inForce } of secret.turns) {
				const demanding = inForce.filter((given) => isDemanding(given, language));
				expect(demanding.length).toBeGreaterThan(0);
				for (const given of demanding) {
					for (const reply of [acknowledgement, ...formlessReplies]) {
						expect(checkLoosely(reply, given, { language }).ok).toBe(false);
					}
				}
			}
		}
	});

	it("changes one thing at a time, and says in the user's words what it is", () => {
		const acts = new Set<string>();
		for (const { language, secret } of scenarios) {
			let before: string[] = [];
			for (const { inForce, carried, message } of secret.turns) {
				const now = inForce.map((given) => JSON.stringify(given));
				expect(now.slice(0, carried).every((given) => before.includes(given))).toBe(true);
				const gone = before.filter((given) => !now.includes(given));
				const come = inForce.slice(carried);
				acts.add(`${gone.length} gone, ${come.length} come`);
				for (const given of come) {
					if (isLanguage(language)) expect(message).toContain(describeInstruction(given, language));
				}
				before = now;
			}
		}
		expect([...acts].sort()).toEqual([
			"0 gone, 1 come",
			"0 gone, 2 come",
			"1 gone, 0 come",
			"1 gone, 1 come",
		]);
	});

	it("draws every instruction, language, field and length", () => {
		const ids = scenarios.flatMap(({ secret }) =>
			secret.turns.flatMap(({ inForce }) => inForce.map(({ id }) => id)),
		);
		expect(new Set(ids).size).toBe(instructionIds.length);
		expect(new Set(scenarios.map(({ language }) => language)).size).toBe(languages.length);
		expect(new Set(scenarios.map(({ category }) => category)).size).toBe(ladder.categories.length);
		expect(new Set(scenarios.map(({ secret }) => secret.turns.length)).size).toBe(4);
	});

	it("keeps its user's secret: no message holds a gold reply", () => {
		for (const { secret } of scenarios) {
			for (const { message } of secret.turns) {
				for (const { gold } of secret.turns) expect(message).not.toContain(gold);
			}
		}
	});
});

describe("its controls", () => {
	it("ask for everything at once, or for the last reply after gold ones", () => {
		for (const seed of seeds.slice(0, 20)) {
			const { turns } = ladderScenario(seed).secret;
			const last = turns.at(-1);
			const once = ladderScenario(seed, { control: allAtOnce });
			expect(once.secret.turns).toHaveLength(1);
			expect(once.secret.turns[0]?.inForce).toEqual(last?.inForce);
			expect(once.history).toEqual([]);
			const gold = ladderScenario(seed, { control: goldHistory });
			expect(gold.secret.turns).toEqual([last]);
			expect(gold.history).toEqual(
				turns.slice(0, -1).flatMap((turn) => [
					{ seat: "user", text: turn.message },
					{ seat: "assistant", text: turn.gold },
				]),
			);
		}
	});
});

describe("its grade", () => {
	it("falls as the player gets weaker", async () => {
		const means: number[] = [];
		for (const dial of [0, 0.3, 0.6, 1]) {
			let sum = 0;
			for (const seed of seeds.slice(0, 25)) {
				sum += (await playAndGrade(ladder, seed, dialPlayer(ladder, dial))).primary;
			}
			means.push(sum / 25);
		}
		expect(means[0]).toBe(1);
		expect(means).toEqual([...means].sort((a, b) => b - a));
		expect(means[3]).toBeLessThan(0.5);
	});

	it("counts instructions per turn, the curve, its slope and what was carried", async () => {
		const seed = seeds.find((one) => ladderScenario(one).secret.turns.length === 3) ?? 1;
		const { grade } = await playAndGrade(ladder, seed, ladder.players.lazy);
		const { metrics, checks } = grade;
		expect(metrics).toMatchObject({ turn_1: 1, turn_4: null, turn_6: null, final_turn: 0 });
		expect(metrics["loose_prompt"]).toBeCloseTo(1 / 3, 12);
		const shares = [metrics["turn_1"], metrics["turn_2"], metrics["turn_3"]].map(Number);
		expect(metrics["loose_instruction"]).toBeCloseTo(
			shares.reduce((sum, share) => sum + share, 0) / 3,
			12,
		);
		expect(metrics["slope"]).toBeCloseTo(((shares[2] ?? 0) - (shares[0] ?? 0)) / 2, 12);
		const { turns } = ladderScenario(seed).secret;
		expect(checks).toHaveLength(turns.reduce((sum, turn) => sum + turn.inForce.length, 0));
		expect(checks.every(({ passed, loose }) => loose || !passed)).toBe(true);
	});

	it("reads a reply loosely where the strict reading fails", async () => {
		const { grade } = await playAndGrade(ladder, seeds[0] ?? 1, (input) => {
			const { text, toolCalls } = ladder.players.oracle(input);
			return { text: `Sure, here it is!\n${text}`, toolCalls };
		});
		expect(grade.metrics["loose_prompt"]).toBe(1);
		const strict = Number(grade.metrics["strict_prompt"]);
		expect(strict).toBeLessThanOrEqual(1);
	});

	it("fits the slope by least squares", () => {
		expect(slopeOf([1, 0.5, 0])).toBeCloseTo(-0.5, 12);
		expect(slopeOf([0, 1, 0, 1])).toBeCloseTo(0.2, 12);
		expect(slopeOf([1])).toBeNull();
	});
});
