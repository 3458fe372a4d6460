import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drive, driveOn, reply } from "#lib/testing/drive-episode.ts";
import { randomAnswer } from "#lib/testing/random-answer.ts";
import { everyToy, localToys } from "#lib/testing/toy-setups.ts";
import { toyConversation, toySetup, toyShelf } from "#lib/testing/toy-suites.ts";
import { advance } from "./advance.ts";
import type { EpisodeEvent } from "./event.ts";
import { isOutside } from "./observation.ts";
import { hashText, replayEpisode } from "./replay.ts";
import { type EpisodeSetup, type EpisodeState, newEpisode } from "./state.ts";

const answerOf = (setup: EpisodeSetup, players: number) =>
	randomAnswer(players, setup.scenario.policy);
const played = (setup: EpisodeSetup, players: number) => drive(setup, answerOf(setup, players));

describe.each(everyToy)("$name", ({ setup }) => {
	test("the same setup and observations give the same events", () => {
		fc.assert(
			fc.property(fc.nat(), fc.nat(1000), (players, seed) => {
				const [once, again] = [played(setup(seed), players), played(setup(seed), players)];
				expect(JSON.stringify(again.events)).toBe(JSON.stringify(once.events));
				expect(again.record).toEqual(once.record);
			}),
			{ numRuns: 20 },
		);
	});

	test("goes on after a cut at any event as if there had been none", () => {
		fc.assert(
			fc.property(fc.nat(), fc.nat(1000), (players, seed) => {
				const { events, record } = played(setup(seed), players);
				// As it comes back from a database.
				const stored: EpisodeEvent[] = JSON.parse(JSON.stringify(events));
				for (let length = 0; length <= stored.length; length += 1) {
					const prefix = stored.slice(0, length);
					const replayed = replayEpisode(setup(seed), prefix);
					if (replayed === null) throw new Error(`The first ${length} events do not replay`);
					const answered = prefix.filter(({ kind }) => isOutside(kind)).length;
					const answer = answerOf(setup(seed), players);
					const on = driveOn({ ...replayed, events: replayed.missing }, (request, count) =>
						answer(request, answered + count),
					);
					expect([...prefix, ...on.events]).toEqual(events);
					expect(on.record).toEqual(record);
				}
			}),
			{ numRuns: 8 },
		);
	});

	test("a state that was handed out is never changed by what follows", () => {
		const shown = (state: EpisodeState) => JSON.stringify({ ...state, setup: null });
		fc.assert(
			fc.property(fc.nat(), (players) => {
				const answer = answerOf(setup(2), players);
				let at = advance(newEpisode(setup(2)), null);
				for (let count = 0; at.request.kind !== "finished"; count += 1) {
					const before = shown(at.state);
					const next = advance(at.state, answer(at.request, count));
					expect(shown(at.state)).toBe(before);
					at = next;
				}
			}),
			{ numRuns: 20 },
		);
	});

	test("a log that was tampered with gives null", () => {
		fc.assert(
			fc.property(fc.nat(), fc.nat(), fc.constantFrom(...tamperings), (players, at, tamper) => {
				const { events } = played(setup(1), players);
				const tampered = tamper(events, at % events.length);
				fc.pre(tampered !== null);
				expect(replayEpisode(setup(1), tampered ?? [])).toBeNull();
			}),
			{ numRuns: 60 },
		);
	});
});

type Tampering = (events: readonly EpisodeEvent[], at: number) => EpisodeEvent[] | null;

const replaced = (events: readonly EpisodeEvent[], at: number, by: Partial<EpisodeEvent>) =>
	events.map((event, i) => (i === at ? { ...event, ...by } : event));

const tamperings: readonly Tampering[] = [
	// What follows is changed.
	(events, at) => (isAdded(events, at) ? null : replaced(events, at, { data: { other: true } })),
	// An observation that can't be read.
	(events, at) => (isAdded(events, at) ? replaced(events, at, { data: "no object" }) : null),
	(events, at) => replaced(events, at, { seq: (events[at]?.seq ?? 0) + 1 }),
	(events, at) => replaced(events, at, { turn: (events[at]?.turn ?? 0) + 1 }),
	(events, at) => replaced(events, at, { seat: "stranger" }),
	(events, at) => replaced(events, at, { kind: "fork" }),
	// An event is left out, but for the last one.
	(events, at) => (at < events.length - 1 ? events.filter((_, i) => i !== at) : null),
	(events, at) => events.flatMap((event, i) => (i === at ? [event, event] : [event])),
	// Something observed after the end.
	(events) => [
		...events,
		{
			seq: events.length + 1,
			kind: "outside-stop",
			seat: null,
			turn: 1,
			data: { reason: "timeout" },
			meta: null,
		},
	],
];

const isAdded = (events: readonly EpisodeEvent[], at: number) => isOutside(events[at]?.kind ?? "");

describe("replay", () => {
	test("notices words that were changed afterwards", () => {
		const setup = toySetup(toyConversation());
		const { events } = drive(setup, () => reply("Yes."));
		const changed = JSON.parse(JSON.stringify(events).replace('"text":"Yes."', '"text":"No."'));
		expect(changed).not.toEqual(events);
		expect(replayEpisode(setup, changed)).toBeNull();
	});

	test("notices another seed, and a suite that asks something else today", () => {
		const setup = toySetup(toyConversation());
		const { events } = drive(setup, () => reply("Yes."));
		expect(replayEpisode(setup, events)).not.toBeNull();
		expect(replayEpisode(toySetup(toyConversation(), { seed: 8 }), events)).toBeNull();
		expect(replayEpisode(toySetup(toyConversation({ turnsMax: 2 })), events)).toBeNull();
	});

	test("needs no more than what does not differ between two plays", () => {
		const setup = toySetup(toyConversation());
		const { events } = drive(setup, () => ({ ...reply("Yes."), meta: { call: "b" } }));
		const other = drive(setup, () => ({ ...reply("Yes."), meta: { call: "a" } }));
		expect(events.map(hashText)).toEqual(other.events.map(hashText));
		expect(events).not.toEqual(other.events);
	});

	test("an observation that nobody waits for is a broken invariant, not a state", () => {
		const setup = toySetup(toyConversation());
		const { state } = advance(newEpisode(setup), null);
		expect(() =>
			advance(state, { kind: "person-message", text: "", stop: false, meta: null }),
		).toThrow("person-message while the episode is at asking");
	});
});

describe("chance", () => {
	const drawnIn = (setup: EpisodeSetup) =>
		drive(setup, () => reply("Yes.")).events.flatMap(({ kind, data }) =>
			kind === "user-decision" ? [data] : [],
		);
	const suite = toyConversation();

	test("is the same for another control and another model", () => {
		const drawn = drawnIn(toySetup(suite));
		expect(drawn).toHaveLength(3);
		expect(drawnIn(toySetup(suite, { control: "twin" }))).toEqual(drawn);
		const assistant = { kind: "model", model: "another", tools: "text" } as const;
		expect(drawnIn(toySetup(suite, { drivers: { assistant } }))).toEqual(drawn);
		expect(drawnIn(toySetup(suite, { scenario: { version: "9.0.0", language: "fr" } }))).toEqual(
			drawn,
		);
	});

	test("is another one for another seed or repetition, and at each step", () => {
		const drawn = drawnIn(toySetup(suite));
		expect(new Set(drawn.map((one) => JSON.stringify(one))).size).toBe(3);
		expect(drawnIn(toySetup(suite, { seed: 8 }))).not.toEqual(drawn);
		expect(drawnIn(toySetup(suite, { replicate: 1 }))).not.toEqual(drawn);
	});

	test("is fresh for each of several tools that are called at once", () => {
		const { record } = drive(toySetup(toyShelf({ turnsMax: 1 })), (_, count) =>
			count === 0 ? reply("", [{ name: "look" }, { name: "look" }]) : reply("So."),
		);
		const { draws } = record.environment as { draws: number[] };
		expect(new Set(draws).size).toBe(3);
	});

	test.each(localToys)(
		"the seed that an endpoint is given does not tell the model: $name",
		(toy) => {
			const seedsOf = (model: string) => {
				const setup = toy.setup(3);
				const named = Object.entries(setup.drivers).map(([seat, driver]) => [
					seat,
					driver.kind === "model" ? { ...driver, model } : driver,
				]);
				const drivers = Object.fromEntries(named);
				return drive({ ...setup, drivers }, answerOf(setup, 5)).requests.map((request) =>
					request.kind === "ask" ? request.seed : null,
				);
			};
			expect(seedsOf("one")).toEqual(seedsOf("two"));
		},
	);
});
