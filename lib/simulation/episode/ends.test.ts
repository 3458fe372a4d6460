import { describe, expect, test } from "vitest";
import {
	type Answer,
	drive,
	failure,
	outsideStop,
	reply,
	written,
} from "#lib/testing/drive-episode.ts";
import {
	consultingUser,
	program,
	stoppingUser,
	toyCards,
	toyConsulting,
	toyConversation,
	toySetup,
	toyShelf,
} from "#lib/testing/toy-suites.ts";
import { type EndReason, endReasons, voidingReasons } from "./record.ts";
import type { EpisodeSetup } from "./state.ts";

const hello: Answer = () => reply("Hello.");
const calling =
	(...names: string[]): Answer =>
	() =>
		reply(
			"",
			names.map((name) => ({ name })),
		);
const spending: Answer = () => reply("Hello.", [], { tokensIn: 6, tokensOut: 4, costUsd: 0.5 });

const noLimits = { tokensMax: null, costUsdMax: null, toolCostMax: null };
const withBudget = (budget: Partial<typeof noLimits> | Record<string, number>) => ({
	budget: { ...noLimits, ...budget },
});
const userModel = { user: { kind: "model", model: "u", tools: "native" } } as const;

interface Case {
	name: string;
	setup: EpisodeSetup;
	answer: Answer;
	end: EndReason;
	/** Messages of the conversation at its end. */
	messages: number;
}

const cases: Case[] = [
	{
		name: "a user that stops without words",
		setup: toySetup(toyConversation({}, program(stoppingUser(1, "")))),
		answer: hello,
		end: "user-stop",
		messages: 2,
	},
	{
		name: "a user that says goodbye",
		setup: toySetup(toyConversation({}, program(stoppingUser(1, "Bye.")))),
		answer: hello,
		end: "user-stop",
		messages: 3,
	},
	{
		name: "a person who ends what is compared with others",
		setup: toySetup(toyConversation(), { drivers: { assistant: { kind: "person" } } }),
		answer: () => written("Done.", true),
		end: "agent-submit",
		messages: 2,
	},
	{
		name: "a tool that ends, when it works",
		setup: toySetup(toyShelf()),
		answer: calling("submit"),
		end: "agent-submit",
		messages: 3,
	},
	{
		name: "a tool after which the world is done",
		setup: toySetup(toyShelf()),
		answer: calling("burn"),
		end: "environment-done",
		messages: 3,
	},
	{
		name: "a world in which nobody moves any more",
		setup: toySetup(toyCards()),
		answer: () => reply("3"),
		end: "environment-done",
		messages: 16,
	},
	{
		name: "a move after which the world is done",
		setup: toySetup(toyCards()),
		answer: () => reply("resign"),
		end: "environment-done",
		messages: 2,
	},
	{
		name: "turns that are used",
		setup: toySetup(toyConversation({ turnsMax: 2 })),
		answer: hello,
		end: "turns-max",
		messages: 4,
	},
	{
		name: "moves that are used",
		setup: toySetup(toyCards({ turnsMax: 2 })),
		answer: () => reply("3"),
		end: "turns-max",
		messages: 8,
	},
	{
		name: "steps that are used by messages",
		setup: toySetup(toyConversation({ stepsMax: 3 })),
		answer: hello,
		end: "steps-max",
		messages: 3,
	},
	{
		name: "steps that are used by tools, of which the last one still runs",
		setup: toySetup(toyShelf({ stepsMax: 4 })),
		answer: calling("look"),
		end: "steps-max",
		messages: 7,
	},
	{
		name: "a batch of tools that is longer than the steps: the calls that fit are run",
		setup: toySetup(toyShelf({ stepsMax: 3 })),
		answer: calling("look", "look", "look", "look"),
		end: "steps-max",
		messages: 7,
	},
	{
		name: "a model that never stops calling tools",
		setup: toySetup(toyShelf({ toolCallsPerTurnMax: 5 })),
		answer: calling("look"),
		end: "steps-max",
		messages: 11,
	},
	{
		name: "too many tools in one message, of which none is run",
		setup: toySetup(toyShelf({ toolCallsPerTurnMax: 2 })),
		answer: calling("put", "put", "put"),
		end: "steps-max",
		messages: 1,
	},
	{
		name: "a simulated user that never stops calling tools",
		setup: toySetup(toyShelf({ toolCallsPerTurnMax: 5 }), { drivers: userModel }),
		answer: calling("look"),
		end: "user-error",
		messages: 10,
	},
	{
		name: "tokens that are used",
		setup: toySetup(toyConversation(withBudget({ tokensMax: 20 }))),
		answer: spending,
		end: "budget",
		messages: 5,
	},
	{
		name: "money that is used",
		setup: toySetup(toyConversation(withBudget({ costUsdMax: 0.4 }))),
		answer: spending,
		end: "budget",
		messages: 3,
	},
	{
		name: "no tokens at all: no model is asked, but the program speaks",
		setup: toySetup(toyConversation(withBudget({ tokensMax: 0 }))),
		answer: hello,
		end: "budget",
		messages: 1,
	},
	{
		name: "no money at all",
		setup: toySetup(toyConsulting(withBudget({ costUsdMax: 0 }))),
		answer: hello,
		end: "budget",
		messages: 0,
	},
	{
		name: "money that is used between two questions of one act",
		setup: toySetup(toyConsulting(withBudget({ costUsdMax: 0.5 }))),
		answer: spending,
		end: "budget",
		messages: 0,
	},
	{
		name: "a call that would exceed the budget of tools",
		setup: toySetup(toyShelf(withBudget({ toolCostMax: 0.3 }))),
		answer: calling("dear"),
		end: "budget",
		messages: 8,
	},
	{
		name: "no budget for tools: those that cost nothing may be called",
		setup: toySetup(toyShelf({ ...withBudget({ toolCostMax: 0 }), turnsMax: 1 })),
		answer: (_, count) => (count === 0 ? reply("", [{ name: "look" }]) : reply("So.")),
		end: "turns-max",
		messages: 4,
	},
	...(["timeout", "budget", "human-end"] as const).map(
		(reason): Case => ({
			name: `a stop from outside: ${reason}`,
			setup: toySetup(toyConversation()),
			answer: () => outsideStop(reason),
			end: reason,
			messages: 1,
		}),
	),
	{
		name: "one failed tool more than allowed",
		setup: toySetup(toyShelf({ toolErrorsMax: 2 })),
		answer: calling("fail"),
		end: "too-many-errors",
		messages: 7,
	},
	{
		name: "a simulated user whose tools fail",
		setup: toySetup(toyShelf({ toolErrorsMax: 1 }), { drivers: userModel }),
		answer: calling("nothing"),
		end: "user-error",
		messages: 4,
	},
	{
		name: "the compared model fails",
		setup: toySetup(toyConversation()),
		answer: () => failure("agent"),
		end: "agent-error",
		messages: 1,
	},
	{
		name: "the compared model can't read so much",
		setup: toySetup(toyConversation()),
		answer: () => failure("context"),
		end: "context-exceeded",
		messages: 1,
	},
	{
		name: "an endpoint that can't be reached",
		setup: toySetup(toyConversation()),
		answer: () => failure("infrastructure"),
		end: "infrastructure-error",
		messages: 1,
	},
	{
		name: "the user's model fails",
		setup: toySetup(toyConversation(), { drivers: userModel }),
		answer: () => failure("agent"),
		end: "user-error",
		messages: 0,
	},
	{
		name: "the user's model can't read so much",
		setup: toySetup(toyConsulting()),
		answer: () => failure("context"),
		end: "user-error",
		messages: 0,
	},
	{
		name: "a program that consults for ever",
		setup: toySetup(
			toyConversation(
				{},
				program({ ...consultingUser, act: ({ state }) => ({ state, consult: [] }) }),
			),
		),
		answer: hello,
		end: "user-error",
		messages: 0,
	},
];

describe("how conversations end", () => {
	test.each(cases)("$name: $end", ({ setup, answer, end, messages }) => {
		const driven = drive(setup, answer);
		expect(driven.end).toBe(end);
		expect(driven.record.messages).toHaveLength(messages);
		expect(driven.events.at(-1)).toMatchObject({ kind: "end", data: { reason: end } });
		expect(driven.events.filter(({ kind }) => kind === "end")).toHaveLength(1);
		expect(driven.events.map(({ seq }) => seq)).toEqual(driven.events.map((_, i) => i + 1));
	});

	test("every reason can come about", () => {
		expect(new Set(cases.map((one) => one.end))).toEqual(new Set(endReasons));
	});

	test("only what says nothing about the contested model is void", () => {
		expect([...voidingReasons]).toEqual(["user-error", "infrastructure-error"]);
	});
});

describe("failed tools in a row", () => {
	test("are counted for each seat", () => {
		const setup = toySetup(toyShelf({ toolErrorsMax: 1, turnsMax: 3 }), { drivers: userModel });
		const answer: Answer = (_, count) =>
			count % 2 === 0 ? reply("", [{ name: "nothing" }]) : reply("Well.");
		const driven = drive(setup, answer);
		// Each seat fails once a turn, so the second turn of the first one is one too many.
		expect(driven.end).toBe("user-error");
		expect(driven.record.turns).toBe(2);
	});

	test("begin again after one that works", () => {
		const names = ["fail", "look", "fail", "look"];
		const answer: Answer = (_, count) =>
			count < names.length ? reply("", [{ name: names[count] ?? "" }]) : reply("Done.");
		expect(drive(toySetup(toyShelf({ toolErrorsMax: 1, turnsMax: 1 })), answer).end).toBe(
			"turns-max",
		);
	});
});
