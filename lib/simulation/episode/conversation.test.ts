import { describe, expect, test } from "vitest";
import type { Message } from "#lib/simulation/view.ts";
import { drive, reply, written } from "#lib/testing/drive-episode.ts";
import {
	program,
	stoppingUser,
	toyCards,
	toyConsulting,
	toyConversation,
	toySetup,
	toySimultaneous,
} from "#lib/testing/toy-suites.ts";
import { playThrough } from "./play.ts";
import type { Request } from "./request.ts";

const textsOf = (messages: readonly Message[]) =>
	messages.map((message) =>
		message.kind === "text" ? `${message.seat}: ${message.text}` : message.kind,
	);
const chatsOf = (requests: readonly Request[]) =>
	requests.flatMap((request) => (request.kind === "ask" ? [request.messages] : []));
const rolesOf = (requests: readonly Request[]) =>
	chatsOf(requests).map((chat) => chat.map(({ role }) => role).join(" "));

const plainUser = program(stoppingUser(99, ""));

describe("a conversation by turns", () => {
	test("hears each other, oldest first", () => {
		const { requests, record } = drive(
			toySetup(toyConversation({ turnsMax: 2 }, plainUser)),
			(_, count) => reply(`Reply ${count + 1}.`),
		);
		expect(rolesOf(requests)).toEqual(["system user", "system user assistant user"]);
		expect(textsOf(record.messages)).toEqual([
			"user: Line 1.",
			"assistant: Reply 1.",
			"user: Line 2.",
			"assistant: Reply 2.",
		]);
		expect(record.messages.map(({ turn }) => turn)).toEqual([1, 1, 2, 2]);
		expect(record.turns).toBe(2);
	});

	test("a seat of three hears both others as the user", () => {
		const suite = toyConversation(
			{ speakers: ["user", "critic", "assistant"], turnsMax: 2 },
			plainUser,
		);
		const setup = toySetup(suite, {
			drivers: { critic: { kind: "model", model: "c", tools: "native" } },
		});
		const { requests } = drive(setup, (request) =>
			reply(request.kind === "ask" ? `By ${request.seat}.` : ""),
		);
		const chat = chatsOf(requests)[1];
		expect(chat?.slice(1)).toEqual([{ role: "user", text: "Line 1.\n\nBy critic." }]);
	});

	test("an empty reply is a message, and no empty message is sent to a model", () => {
		const { requests, record } = drive(toySetup(toyConversation({ turnsMax: 2 }, plainUser)), () =>
			reply(""),
		);
		expect(record.messages).toHaveLength(4);
		expect(rolesOf(requests)).toEqual(["system user", "system user"]);
	});

	test("starts from a history, which is turn 0 and takes no step", () => {
		const history = [
			{ seat: "user", text: "Earlier." },
			{ seat: "assistant", text: "Said before." },
		];
		const setup = toySetup(toyConversation({ turnsMax: 1, stepsMax: 2 }, plainUser), {
			scenario: { history },
		});
		const { requests, record, end } = drive(setup, () => reply("Now."));
		expect(chatsOf(requests)[0]?.slice(1)).toEqual([
			{ role: "user", text: "Earlier." },
			{ role: "assistant", text: "Said before." },
			{ role: "user", text: "Line 1." },
		]);
		expect(record.messages.map(({ turn }) => turn)).toEqual([0, 0, 1, 1]);
		expect(end).toBe("turns-max");
	});

	test("counts the turns down where it is told, this one included", () => {
		const told = (showCountdown: boolean) =>
			drive(toySetup(toyConversation({ turnsMax: 3, showCountdown })), () => reply("Yes."));
		const shown = told(true);
		const lines = chatsOf(shown.requests).map((chat) => chat[0]?.text.split("\n\n").at(-1));
		expect(lines).toEqual([
			"You have 3 turns left, this one included.",
			"You have 2 turns left, this one included.",
			"This is your last turn.",
		]);
		expect(shown.requests.map((one) => ("view" in one ? one.view.turnsLeft : null))).toEqual([
			3,
			2,
			1,
			null,
		]);
		const untold = told(false);
		expect(JSON.stringify(untold.requests)).not.toContain("turn.");
		expect(untold.requests.every((one) => !("view" in one) || one.view.turnsLeft === null)).toBe(
			true,
		);
	});

	test("a person is asked with the same view as a model and may end it", () => {
		const setup = toySetup(toyConversation(), { drivers: { user: { kind: "person" } } });
		const { requests, record, end } = drive(setup, (request, count) =>
			request.kind === "person" ? written(`Person ${count}.`, count > 1) : reply("Model."),
		);
		expect(requests.map(({ kind }) => kind)).toEqual(["person", "ask", "person", "finished"]);
		expect(requests[2]).toMatchObject({ seat: "user", view: { seat: "user", turn: 2 } });
		expect(textsOf(record.messages)).toEqual([
			"user: Person 0.",
			"assistant: Model.",
			"user: Person 2.",
		]);
		expect(end).toBe("user-stop");
	});
});

describe("a simultaneous turn", () => {
	const suite = toySimultaneous({ turnsMax: 3 });
	const setup = toySetup(suite, {
		drivers: { right: { kind: "model", model: "r", tools: "native" } },
	});
	const driven = drive(setup, (request) =>
		reply(request.kind === "ask" ? `${request.seat} in ${request.view.turn}` : ""),
	);

	test("nobody hears the other before it is over; what a seat heard comes after what it said", () => {
		expect(chatsOf(driven.requests).map((chat) => chat.slice(1).map(({ text }) => text))).toEqual([
			[],
			[],
			["left in 1", "right in 1"],
			["right in 1", "left in 1"],
			["left in 1", "right in 1", "left in 2", "right in 2"],
			["right in 1", "left in 1", "right in 2", "left in 2"],
		]);
		// A model is never asked after its own words, which some endpoints would take for its reply's beginning.
		for (const roles of rolesOf(driven.requests)) expect(roles).not.toMatch(/assistant$/);
	});

	test("its words are in the record also when it was never finished", () => {
		expect(driven.record.messages).toHaveLength(6);
		const cut = drive(setup, (_, count) =>
			count === 0 ? reply("Held.") : { kind: "outside-stop", reason: "timeout", meta: null },
		);
		expect(textsOf(cut.record.messages)).toEqual(["left: Held."]);
	});
});

describe("a game", () => {
	test("shows each seat its own side before each move, and moves go to the environment alone", () => {
		const setup = toySetup(toyCards());
		const { requests, record } = drive(setup, () => reply("3"));
		const views = requests.flatMap((request) => (request.kind === "ask" ? [request.view] : []));
		expect(views).toHaveLength(4);
		for (const view of views) {
			expect(view.messages.every(({ seat }) => seat === "first")).toBe(true);
			expect(view.messages.at(-1)?.kind).toBe("observation");
		}
		expect(views[3]?.messages).toHaveLength(7);
		expect(record.environmentScore).toEqual({ moves: 8 });
		expect(record.turns).toBe(4);
		expect(record.environmentInfo).toHaveLength(8);
	});
});

describe("a program that consults a model in two stages", () => {
	const driven = drive(toySetup(toyConsulting({ turnsMax: 2 })), (request) =>
		reply(request.kind === "ask" ? `${request.purpose}` : ""),
	);

	test("asks twice for each act, by the model named for it, with other chance and another seed", () => {
		const asked = driven.requests.flatMap((request) => (request.kind === "ask" ? [request] : []));
		expect(asked.map(({ purpose, model, seat }) => `${purpose} ${model} ${seat}`)).toEqual([
			"consult helper user",
			"consult helper user",
			"reply m assistant",
			"consult helper user",
			"consult helper user",
			"reply m assistant",
		]);
		expect(new Set(asked.map(({ seed }) => seed)).size).toBe(6);
		const drawn = asked.flatMap(({ purpose, messages }) =>
			purpose === "consult" ? [/0\.\d+/.exec(messages[0]?.text ?? "")?.[0]] : [],
		);
		expect(new Set(drawn).size).toBe(4);
	});

	test("says what it says; advice and questions are in nobody's conversation", () => {
		expect(textsOf(driven.record.messages)).toEqual([
			"user: Act 2.",
			"assistant: reply",
			"user: Act 4.",
			"assistant: reply",
		]);
	});
});

describe("playing through", () => {
	test("players sit where models are named", () => {
		const suite = toyConversation();
		const { record } = playThrough(toySetup(suite), { m: suite.players.oracle });
		expect(textsOf(record.messages).filter((text) => text === "assistant: Right.")).toHaveLength(3);
		expect(() => playThrough(toySetup(suite), {})).toThrow("nobody here can answer ask");
	});
});
