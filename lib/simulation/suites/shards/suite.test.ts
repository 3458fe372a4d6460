import { expect, test } from "vitest";
import { auditUser } from "#lib/simulation/audit/audit-user.ts";
import { dialPlayer } from "#lib/simulation/players/dial.ts";
import { playAndGrade, selfTests } from "#lib/testing/suite-self-tests.ts";
import { sandbox } from "./sandbox.fixture.ts";
import { shards } from "./suite.ts";
import { kinds } from "./task.ts";

// The lazy player's answer has missed a shard, and no shard is needless.
selfTests(shards, { lazy: { mean: 0, scenarios: 25 }, scenarios: 15, code: sandbox });

const said = (record: { messages: readonly unknown[] }, seat: string) =>
	(record.messages as readonly { kind: string; seat: string; text: string }[])
		.filter((message) => message.kind === "text" && message.seat === seat)
		.map(({ text }) => text);

test("each control tells the same task in its own way", async () => {
	for (const seed of [1, 2, 3, 4, 5]) {
		const play = async (control?: string) =>
			said(
				(await playAndGrade(shards, seed, shards.players.lazy, control, sandbox)).record,
				"user",
			);
		const main = await play();
		expect(main.length).toBeGreaterThanOrEqual(4);
		expect(main.length).toBeLessThanOrEqual(8);
		expect(await play("concat")).toEqual([expect.stringContaining(`- ${main.at(-1)}`)]);
		const [full = "", ...rest] = await play("full");
		expect(rest).toEqual([]);
		expect(full.length).toBeGreaterThan(main[0]?.length ?? 0);
		const recap = await play("recap");
		expect(recap.slice(0, -1)).toEqual(main);
		for (const text of main) expect(recap.at(-1)).toContain(`- ${text}`);
		const snowball = await play("snowball");
		expect(snowball[0]).toBe(main[0]);
		for (const text of main.slice(0, -1)) expect(snowball.at(-1)).toContain(`- ${text}`);
		expect(snowball).toHaveLength(main.length);
	}
});

test("the last answer counts, who fails has no turn of a right one, and early ones are premature", async () => {
	const { grade, record } = await playAndGrade(
		shards,
		5,
		({ scenario, view }) => {
			const { task } = scenario.secret as { task: { reference: string; slips: string[] } };
			const text = [task.slips[0], task.reference, "nothing?"][view.turn - 1];
			const reply = text === undefined ? "Fine." : `So: <answer>${text}</answer>`;
			return { text: view.turn === 4 ? "What else?" : reply, toolCalls: [] };
		},
		undefined,
		sandbox,
	);
	expect(record.end).toBe("turns-max");
	expect(grade.metrics).toMatchObject({
		success: 0,
		turns: null,
		premature: 3,
		attempts: 3,
		asked: 1,
	});
	expect(grade.checks.map(({ check, turn, passed }) => [check, turn, passed])).toEqual([
		["shards/code", 1, false],
		["shards/code", 2, true],
		["shards/code", 3, false],
		["shards/solved", null, false],
	]);
});

test("every control is told the same form of the answer, and the user tells none", () => {
	for (const seed of [1, 2, 3, 4, 5]) {
		const told = (control?: string) =>
			shards.scenario(seed, control === undefined ? {} : { control });
		const main = told();
		expect(main.seats[1]?.instructions).toContain("The answer is");
		for (const { name } of shards.controls) {
			expect(told(name).seats).toEqual(main.seats);
			if (main.category !== "data")
				expect(JSON.stringify(told(name).secret)).not.toMatch(/\balone\b|with commas/);
		}
	}
});

test("the oracle is never premature and waits for everything", async () => {
	const { grade, record } = await playAndGrade(
		shards,
		7,
		shards.players.oracle,
		undefined,
		sandbox,
	);
	expect(grade.metrics).toMatchObject({ premature: 0, attempts: 1, bloat: 1, turns: record.turns });
});

test("players of known strength are told apart in their order", async () => {
	const dials = [0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 1];
	const means: number[] = [];
	for (const dial of dials) {
		let sum = 0;
		for (let seed = 1; seed <= 200; seed++)
			sum += (await playAndGrade(shards, seed, dialPlayer(shards, dial), undefined, sandbox))
				.primary;
		means.push(sum / 200);
	}
	expect(spearman(dials, means), means.join(" ")).toBeLessThanOrEqual(-0.95);
});

test("the audit finds nothing grave about the user, in any control", async () => {
	for (const control of [undefined, ...shards.controls.map(({ name }) => name)])
		for (let seed = 1; seed <= 10; seed++) {
			const played = await playAndGrade(shards, seed, shards.players.lazy, control, sandbox);
			expect(auditUser({ record: played.record }).verdict, `${seed}, ${control}`).toBe("valid");
		}
});

test("practice and board seeds hold all kinds and different tasks", () => {
	const texts = new Set<string>();
	for (let seed = 1; seed <= 200; seed++) {
		const scenario = shards.scenario(seed);
		expect(scenario.category).toBe(kinds[seed % 5]);
		texts.add(JSON.stringify(scenario.secret));
		texts.add(JSON.stringify(shards.scenario(1_000_000_000 + seed).secret));
	}
	expect(texts.size).toBe(400);
});

/** Rank correlation without equal ranks, 1 - 6 sum d² / n(n² - 1). */
function spearman(a: readonly number[], b: readonly number[]): number {
	const ranks = (values: readonly number[]) =>
		values.map((value) => values.filter((other) => other < value).length);
	const rankB = ranks(b);
	const squares = ranks(a).reduce((sum, rank, i) => sum + (rank - (rankB[i] ?? 0)) ** 2, 0);
	return 1 - (6 * squares) / (a.length * (a.length ** 2 - 1));
}
