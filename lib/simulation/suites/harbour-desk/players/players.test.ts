import { describe, expect, test } from "vitest";
import { defaultDrivers, playThrough } from "#lib/simulation/episode/play.ts";
import { dialPlayer } from "#lib/simulation/players/dial.ts";
import type { Player } from "#lib/simulation/suite.ts";
import { harbourDesk } from "#lib/simulation/suites/harbour-desk/suite.ts";
import { noCode } from "#lib/testing/code-runner.ts";

const programs = harbourDesk.others[0]?.programs ?? [];

/** The mean reward of a player over the first practice scenarios, before one of the two customers. */
async function meanReward(player: Player, scenarios: number, version: number): Promise<number> {
	let sum = 0;
	for (let seed = 1; seed <= scenarios; seed++) {
		const program = programs[version];
		if (program === undefined) throw new Error("No such customer");
		const drivers = {
			...defaultDrivers({ suite: harbourDesk }, "player"),
			user: { kind: "program" as const, program, model: null },
		};
		const scenario = harbourDesk.scenario(seed);
		const setup = { suite: harbourDesk, scenario, drivers, replicate: 0 };
		const { record } = playThrough({ ...setup, environment: "in-process" }, { player });
		const { metrics } = await harbourDesk.grade(record, noCode);
		sum += metrics["reward"] ?? 0;
	}
	return sum / scenarios;
}

/** Places from the greatest, ties sharing their mean place. */
const places = (values: readonly number[]) =>
	values.map((value) => {
		const greater = values.filter((other) => other > value).length;
		const equal = values.filter((other) => other === value).length;
		return greater + (equal + 1) / 2;
	});

/** Spearman's rank correlation: that of Pearson on the places. */
function spearman(a: readonly number[], b: readonly number[]): number {
	const mean = (a.length + 1) / 2;
	const [x, y] = [places(a), places(b)].map((list) => list.map((place) => place - mean));
	const dot = (one: readonly number[] = [], two: readonly number[] = []) =>
		one.reduce((sum, value, i) => sum + value * (two[i] ?? 0), 0);
	return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
}

describe.each(programs.map(({ name }, version) => ({ name, version })))(
	"before $name",
	({ version }) => {
		test("the more of a player's acts are random, the less it is rewarded", async () => {
			const dials = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7];
			const means: number[] = [];
			for (const dial of dials)
				means.push(await meanReward(dialPlayer(harbourDesk, dial), 144, version));
			const strengths = dials.map((dial) => -dial);
			expect(spearman(strengths, means), JSON.stringify(means)).toBeGreaterThanOrEqual(0.95);
			expect(means[0]).toBe(1);
			expect(means.at(-1)).toBeLessThan(0.6);
		});
	},
);

test("one random read does no harm: a player that looks around first is rewarded in full", async () => {
	const curious: Player = (input) => {
		const read = { name: "get_order", arguments: { order_id: "H-1001" } };
		const hasLooked = input.view.messages.some(({ kind }) => kind === "tool-call");
		return hasLooked ? harbourDesk.players.oracle(input) : { text: "", toolCalls: [read] };
	};
	expect(await meanReward(curious, 48, 0)).toBe(1);
});
