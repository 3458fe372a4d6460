import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Driven, drive, driveOn, reply } from "#lib/testing/drive-episode.ts";
import { randomAnswer } from "#lib/testing/random-answer.ts";
import { localToys } from "#lib/testing/toy-setups.ts";
import {
	cardProgram,
	program,
	scriptedUser,
	toyConversation,
	toyRemote,
	toySetup,
} from "#lib/testing/toy-suites.ts";
import type { Driver } from "./driver.ts";
import type { EpisodeEvent } from "./event.ts";
import type { Fork } from "./follow-log.ts";
import { forkLog } from "./fork.ts";
import { isOutside } from "./observation.ts";
import { replayEpisode } from "./replay.ts";
import type { EpisodeSetup } from "./state.ts";

const model = (name: string): Driver => ({ kind: "model", model: name, tools: "native" });
const withModel = ({ drivers, scenario, replicate }: EpisodeSetup, name: string): Fork => ({
	drivers: { ...drivers, [scenario.contested]: model(name) },
	replicate,
});

interface Branch extends Driven {
	forks: Fork[];
	/** The part that it shares with its parent, and the event `fork`. */
	shared: EpisodeEvent[];
}

/** Forks and plays on; null where the turn was never reached. */
function branch(
	setup: EpisodeSetup,
	parent: { events: EpisodeEvent[]; forks?: Fork[] },
	turn: number,
	fork: Fork,
	players: number,
): Branch | null {
	const forked = forkLog(setup, parent.events, turn, fork, parent.forks);
	if (forked === null) return null;
	const replayed = replayEpisode(setup, forked.events, forked.forks);
	if (replayed === null) throw new Error("A fork's own log does not replay");
	const events = [...forked.events, ...replayed.missing];
	const answer = randomAnswer(players, setup.scenario.policy);
	return {
		...driveOn({ ...replayed, events }, answer),
		forks: forked.forks,
		shared: forked.events,
	};
}

/** Every turn in which the contested seat was asked, and the place in the log where it first was. */
function turnsOf(setup: EpisodeSetup, { events }: { events: EpisodeEvent[] }): number[] {
	const asked = events.filter(
		({ kind, seat }) => kind === "model-request" && seat === setup.scenario.contested,
	);
	return [...new Set(asked.map(({ turn }) => turn))];
}

function expectShared(child: Branch, parent: { events: EpisodeEvent[] }, turn: number) {
	const prefix = child.shared.slice(0, -1);
	expect(prefix).toEqual(parent.events.slice(0, prefix.length));
	expect(child.shared.at(-1)).toMatchObject({ kind: "fork", turn, seq: prefix.length + 1 });
	expect(child.events.map(({ seq }) => seq)).toEqual(child.events.map((_, i) => i + 1));
}

describe.each(localToys)("forks of $name", (toy) => {
	test("share the history, and go on, replay and resume at every cut", () => {
		fc.assert(
			fc.property(fc.nat(), fc.nat(), fc.nat(100), (players, others, seed) => {
				const setup = toy.setup(seed);
				const parent = drive(setup, randomAnswer(players, setup.scenario.policy));
				for (const turn of turnsOf(setup, parent)) {
					const child = branch(setup, parent, turn, withModel(setup, "fork"), others);
					if (child === null) throw new Error(`No fork at turn ${turn}`);
					expectShared(child, parent, turn);
					expectResumes(setup, child, others);
				}
			}),
			{ numRuns: 4 },
		);
	});

	test("with the parent's own drivers and answers end as the parent did, world and programs included", () => {
		fc.assert(
			fc.property(fc.nat(), fc.nat(100), (players, seed) => {
				const setup = toy.setup(seed);
				const answer = randomAnswer(players, setup.scenario.policy);
				const parent = drive(setup, answer);
				const same = { drivers: setup.drivers, replicate: setup.replicate };
				for (const turn of turnsOf(setup, parent)) {
					const forked = forkLog(setup, parent.events, turn, same);
					const replayed = forked && replayEpisode(setup, forked.events, forked.forks);
					if (!replayed) throw new Error(`No fork at turn ${turn}`);
					const answered = forked.events.filter(({ kind }) => isOutside(kind)).length;
					const on = driveOn({ ...replayed, events: [] }, (request, count) =>
						answer(request, answered + count),
					);
					expect(on.record).toEqual(parent.record);
				}
			}),
			{ numRuns: 6 },
		);
	});

	test("forks of forks too", () => {
		fc.assert(
			fc.property(fc.nat(), fc.nat(), fc.nat(100), (players, others, seed) => {
				const setup = toy.setup(seed);
				const parent = drive(setup, randomAnswer(players, setup.scenario.policy));
				const [first] = turnsOf(setup, parent);
				if (first === undefined) return;
				const child = branch(setup, parent, first, withModel(setup, "fork"), others);
				if (child === null) throw new Error("No first fork");
				for (const turn of turnsOf(setup, child)) {
					const grandchild = branch(setup, child, turn, withModel(setup, "again"), players + 1);
					if (grandchild === null) throw new Error(`No second fork at turn ${turn}`);
					expectShared(grandchild, child, turn);
					// At the same turn the first fork had changed nothing yet.
					expect(grandchild.forks).toHaveLength(turn === first ? 1 : 2);
					expectResumes(setup, grandchild, players + 1);
				}
			}),
			{ numRuns: 4 },
		);
	});
});

/** Cuts a fork's log at each event after the fork and plays on. */
function expectResumes(setup: EpisodeSetup, child: Branch, players: number) {
	for (let length = child.shared.length; length <= child.events.length; length += 1) {
		const prefix = child.events.slice(0, length);
		const replayed = replayEpisode(setup, prefix, child.forks);
		if (replayed === null) throw new Error(`The first ${length} events do not replay`);
		const answered = prefix.slice(child.shared.length).filter(({ kind }) => isOutside(kind)).length;
		const answer = randomAnswer(players, setup.scenario.policy);
		const on = driveOn(
			{ ...replayed, events: [...prefix, ...replayed.missing] },
			(request, count) => answer(request, answered + count),
		);
		expect(on.events).toEqual(child.events);
	}
}

describe("a fork", () => {
	const setup = toySetup(toyConversation({ turnsMax: 4 }));
	const parent = drive(setup, (_, count) => reply(`Parent ${count}.`));
	const other = withModel(setup, "other");

	test("keeps the user's state: its next lines are those it would have said", () => {
		const forked = forkLog(setup, parent.events, 2, other);
		if (forked === null) throw new Error("No fork");
		const replayed = replayEpisode(setup, forked.events, forked.forks);
		if (replayed === null) throw new Error("No replay");
		expect(replayed.state.programs["user"]).toMatchObject({ said: 2 });
		expect(replayed.request).toMatchObject({ kind: "ask", model: "other", seat: "assistant" });
		const on = driveOn({ ...replayed, events: [] }, () => reply("Other."));
		const texts = (messages: readonly { kind: string; seat: string }[]) =>
			messages.map((message) => (message.seat === "user" ? message : message.seat));
		expect(texts(on.record.messages)).toEqual(texts(parent.record.messages));
		expect(on.record.messages.flatMap((one) => (one.kind === "text" ? [one.text] : []))[1]).toBe(
			"Parent 0.",
		);
		expect(on.record.messages.at(-1)).toMatchObject({ text: "Other." });
	});

	test("by the same model gives the same, in another repetition other chance", () => {
		const same = { drivers: setup.drivers, replicate: 0 };
		const childOf = (fork: Fork) => {
			const forked = forkLog(setup, parent.events, 3, fork);
			const replayed = forked && replayEpisode(setup, forked.events, forked.forks);
			if (!replayed) throw new Error("No fork");
			return driveOn({ ...replayed, events: [] }, (_, count) => reply(`Parent ${count + 2}.`));
		};
		expect(childOf(same).record).toEqual(parent.record);
		expect(childOf({ ...same, replicate: 1 }).record).not.toEqual(parent.record);
	});

	test("starts a program that was not there, and asks a person who now sits there", () => {
		const drivers = {
			...setup.drivers,
			assistant: { kind: "program", program: program(cardProgram), model: null } as const,
			user: { kind: "person" } as const,
		};
		const forked = forkLog(setup, parent.events, 1, { drivers, replicate: 0 });
		const replayed = forked && replayEpisode(setup, forked.events, forked.forks);
		expect(replayed?.request).toMatchObject({ kind: "person", seat: "user" });
		expect(replayed?.state.programs).toEqual({ assistant: null });
		expect(replayed?.state.turn).toBe(2);
	});

	test("of a newer version of the user begins with its start", () => {
		const user: Driver = {
			kind: "program",
			program: program({ ...scriptedUser, version: "2.0.0" }),
			model: null,
		};
		const fork = { drivers: { ...setup.drivers, user }, replicate: 0 };
		const forked = forkLog(setup, parent.events, 2, fork);
		const replayed = forked && replayEpisode(setup, forked.events, forked.forks);
		expect(replayed?.state.programs["user"]).toMatchObject({ said: 0 });
	});

	test("is possible where a program sat in the contested seat", () => {
		const assistant: Driver = { kind: "program", program: program(scriptedUser), model: null };
		const programs = toySetup(toyConversation(), { drivers: { assistant } });
		const whole = drive(programs, () => reply("Never asked."));
		const forked = forkLog(programs, whole.events, 2, withModel(programs, "m"));
		const replayed = forked && replayEpisode(programs, forked.events, forked.forks);
		expect(replayed?.request).toMatchObject({ kind: "ask", seat: "assistant" });
		expect(replayed?.state.turn).toBe(2);
	});

	test("is refused where it can't be", () => {
		expect(forkLog(setup, parent.events, 5, other)).toBeNull();
		expect(forkLog(setup, parent.events, 0, other)).toBeNull();
		const changed = JSON.parse(JSON.stringify(parent.events).replace("Parent 0.", "Changed."));
		expect(forkLog(setup, changed, 3, other)).toBeNull();
		const remote = toySetup(toyRemote(), { environment: "remote" });
		const far = drive(remote, randomAnswer(3, remote.scenario.policy));
		expect(forkLog(remote, far.events, 1, withModel(remote, "m"))).toBeNull();
	});

	test("does not replay with other drivers than its log names, nor with too few or too many", () => {
		const forked = forkLog(setup, parent.events, 2, other);
		if (forked === null) throw new Error("No fork");
		const { events, forks } = forked;
		expect(replayEpisode(setup, events, forks)).not.toBeNull();
		expect(replayEpisode(setup, events)).toBeNull();
		expect(replayEpisode(setup, events, [...forks, other])).toBeNull();
		expect(replayEpisode(setup, events, [withModel(setup, "stranger")])).toBeNull();
		expect(replayEpisode(setup, parent.events, forks)).toBeNull();
		// Without its own forks a fork's log can't be forked again.
		expect(forkLog(setup, events, 3, other)).toBeNull();
		expect(forkLog(setup, events, 2, other, [...forks, other])).toBeNull();
	});
});
