import { expect, test } from "vitest";
import { seededRandom } from "#lib/kernel/random.ts";
import { say } from "#lib/simulation/action.ts";
import { playThrough } from "#lib/simulation/episode/play.ts";
import { toyConversation, toySetup } from "#lib/testing/toy-suites.ts";
import { dialPlayer } from "./dial.ts";

const suite = {
	...toyConversation({ turnsMax: 500, stepsMax: 2000 }),
	players: { ...toyConversation().players, oracle: () => say("best"), random: () => say("any") },
};

/** Share of random actions of a player at this dial. */
function shareAt(dial: number): number {
	const { record } = playThrough(toySetup(suite), { m: dialPlayer(suite, dial) });
	const own = record.messages.filter(({ seat }) => seat === "assistant");
	return own.filter((one) => one.kind === "text" && one.text === "any").length / own.length;
}

test("the dial is the share of random actions", () => {
	expect(shareAt(0)).toBe(0);
	expect(shareAt(1)).toBe(1);
	// Within four standard errors of 500 draws.
	expect(Math.abs(shareAt(0.3) - 0.3)).toBeLessThan(4 * Math.sqrt((0.3 * 0.7) / 500));
});

test("the same chance gives the same action", () => {
	const player = dialPlayer(suite, 0.5);
	const { scenario } = toySetup(suite);
	const view = {
		seat: "assistant",
		instructions: "",
		messages: [],
		tools: [],
		turn: 1,
		turnsLeft: null,
	};
	const actions = [1, 1].map((seed) =>
		player({ scenario, seat: "assistant", view, random: seededRandom(seed) }),
	);
	expect(actions[0]).toEqual(actions[1]);
});
