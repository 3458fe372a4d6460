import { describe, expect, test } from "vitest";
import { drive, reply } from "#lib/testing/drive-episode.ts";
import { randomAnswer } from "#lib/testing/random-answer.ts";
import { recordedEpisode } from "#lib/testing/recorded-episode.ts";
import { everyToy } from "#lib/testing/toy-setups.ts";
import { toyCards, toySetup, toyShelf, toySimultaneous } from "#lib/testing/toy-suites.ts";
import { checkRows } from "./check-rows.ts";
import { episodeMessages } from "./episode-messages.ts";
import { sftRows } from "./formats/sft.ts";
import { transitionsRows } from "./formats/transitions.ts";
import { logMessages } from "./log-messages.ts";

const inOrder = (...answers: ReturnType<typeof reply>[]) => {
	const { record, events } = drive(
		toySetup(toyShelf({ turnsMax: 2 })),
		(_, count) => answers[count] ?? reply("So."),
	);
	return episodeMessages(record, events);
};

describe("a conversation as the contested seat saw it", () => {
	test("has calls of one message in one message, each with its result", () => {
		const { messages } = inOrder(reply("Wait.", [{ name: "put" }, { name: "nothing" }]));
		expect(messages.map(({ role, turn, seat }) => `${role} ${turn} ${seat}`)).toEqual([
			"system 0 null",
			"user 1 user",
			"assistant 1 assistant",
			"tool 1 assistant",
			"tool 1 assistant",
			"user 1 null",
			"assistant 1 assistant",
			"user 2 user",
			"assistant 2 assistant",
		]);
		expect(messages[2]).toMatchObject({
			text: "Wait.",
			toolCalls: [{ name: "put" }, { name: "nothing" }],
		});
		expect(messages[4]?.answers?.id).toBe(messages[2]?.toolCalls[1]?.id);
	});

	test("has rewards at what brought them", () => {
		const { rewards } = inOrder(
			reply("", [{ name: "put" }, { name: "look" }, { name: "put" }]),
			reply("One."),
			reply("", [{ name: "put" }]),
		);
		expect(rewards).toEqual([
			{ message: 2, reward: 1 },
			{ message: 2, reward: 1 },
			{ message: 9, reward: 1 },
		]);
	});

	test("counts what the other's move brings for the move before it", () => {
		const { suite, ...rest } = toySetup(toyCards());
		const { environment } = suite;
		if (environment === null) throw new Error("No game");
		const paying: typeof environment = {
			...environment,
			step: (state, action, random) => ({
				...environment.step(state, action, random),
				reward: action.seat === "second" ? -1 : 0,
			}),
		};
		const { record, events } = drive({ ...rest, suite: { ...suite, environment: paying } }, () =>
			reply("3"),
		);
		const { messages, rewards } = episodeMessages(record, events);
		const moves = messages.flatMap(({ role }, place) => (role === "assistant" ? [place] : []));
		expect(rewards).toEqual(moves.map((message) => ({ message, reward: -1 })));
	});

	test("of simultaneous turns has what was said before what was heard afterwards", () => {
		const { record, events } = drive(
			{ ...toySetup(toySimultaneous({ turnsMax: 2, speakers: ["right", "left"] })) },
			() => reply("Mine."),
		);
		const { messages } = episodeMessages(record, events);
		expect(messages.map(({ role }) => role)).toEqual([
			"system",
			"assistant",
			"user",
			"assistant",
			"user",
		]);
	});

	test.each(everyToy)("makes rows that pass their check: $name", ({ setup }) => {
		const episodes = Array.from({ length: 25 }, (_, players) => {
			const started = setup(players);
			const { record, events } = drive(started, randomAnswer(players, started.scenario.policy));
			const own = episodeMessages(record, events);
			// The log alone says the same as the state that it leads to.
			const { scenario } = record;
			expect(episodeMessages({ scenario, messages: logMessages(events) }, events)).toEqual(own);
			return recordedEpisode([], { id: `e${players}`, ...own });
		});
		for (const [format, { rows }] of [
			["sft", sftRows(episodes)],
			["transitions", transitionsRows(episodes)],
		] as const) {
			expect(rows.length).toBeGreaterThan(5);
			expect(checkRows(format, rows).problems).toEqual([]);
		}
	});
});
