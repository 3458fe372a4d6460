import { expect, test } from "vitest";
import { seededRandom } from "#lib/kernel/random.ts";
import { MAIN } from "#lib/simulation/scenario.ts";
import { deskEnvironment } from "#lib/simulation/suites/harbour-desk/environment.ts";
import { noUser } from "#lib/simulation/suites/harbour-desk/scenario.ts";
import { makeScene } from "#lib/simulation/suites/harbour-desk/scene.ts";
import { harbourDesk } from "#lib/simulation/suites/harbour-desk/suite.ts";
import { referenceOf, type Task } from "#lib/simulation/suites/harbour-desk/task.ts";
import { allFacts } from "#lib/simulation/suites/harbour-desk/user/customer.ts";
import { isYes } from "#lib/simulation/suites/harbour-desk/user/reading.ts";
import { playAndGrade } from "#lib/testing/suite-self-tests.ts";
import { blueprints } from "./list.ts";

test("there are 48 blueprints with names of their own, and 48 seeds in a row hold all", () => {
	expect(blueprints).toHaveLength(48);
	expect(new Set(blueprints.map(({ id }) => id)).size).toBe(48);
	for (const from of [1, 4711, 2 ** 31 - 48]) {
		const seeds = Array.from({ length: 48 }, (_, i) => from + i);
		const tags = seeds.map((seed) => harbourDesk.scenario(seed).tags[0]);
		expect(new Set(tags).size).toBe(48);
	}
});

test("five want nothing but a no, which is what the lazy player can do", () => {
	const isPlainNo = ({ wishes }: Task) =>
		wishes.every(({ kind, facts }) => kind === "refuse" && facts.length === 1);
	const tasks = blueprints.map(({ id }) => makeScene({ seed: 1, blueprint: id }).task);
	expect(tasks.filter(isPlainNo).map(({ blueprint }) => blueprint)).toEqual([
		"return-final-goods",
		"identity-wrong-postcode",
		"identity-other-customer",
		"promise-date",
		"promise-discount",
	]);
});

/** The calls of a task's reference that the tools do not take. */
function refusedCalls({ world, task }: ReturnType<typeof makeScene>): string[] {
	let state = { world, transfer: null as string | null };
	return referenceOf(task).flatMap(({ name, arguments: given }) => {
		const call = { id: "", name, arguments: given };
		const action = { kind: "tool" as const, seat: "assistant", call };
		const step = deskEnvironment.step(state, action, seededRandom(0));
		state = step.state;
		return step.result !== undefined && "error" in step.result
			? [`${name}: ${step.result.error.message}`]
			: [];
	});
}

test.each(blueprints.map(({ id }) => id))("%s can be played from fifty seeds", (blueprint) => {
	const openings = new Set<string>();
	for (let seed = 1000; seed < 1050; seed++) {
		const scene = makeScene({ seed, blueprint });
		const { world, task } = scene;
		expect([world.products.length, world.customers.length, world.orders.length]).toEqual([
			45, 60, 140,
		]);
		expect(refusedCalls(scene), `seed ${seed}`).toEqual([]);
		openings.add(JSON.stringify([task.known, task.wishes]));
		const wordings = task.wishes.map(({ say, terse, whole = say }) => [say, terse, whole]);
		for (const [i, words] of wordings.entries()) {
			expect(words.filter(isYes)).toEqual([]);
			const others = wordings.filter((_, j) => j !== i).flat();
			const clashes = others.filter((other) => words.some((one) => other.includes(one)));
			expect(clashes).toEqual([]);
		}
	}
	expect(openings.size).toBeGreaterThan(45);
});

test.each([
	[MAIN, 3],
	[allFacts, 1],
	[noUser, 1],
])("the oracle is right in %s, %i scenarios of every blueprint", async (control, rounds) => {
	const wrong: string[] = [];
	for (let seed = 2 ** 30; seed < 2 ** 30 + rounds * 48; seed++) {
		const { oracle } = harbourDesk.players;
		const { record, primary } = await playAndGrade(harbourDesk, seed, oracle, control);
		if (primary !== 1) wrong.push(`${seed} ${record.scenario.tags[0]}`);
	}
	expect(wrong).toEqual([]);
});
