import { describe, expect, test } from "vitest";
import type { EventKind } from "#lib/simulation/episode/event.ts";
import type { Json } from "#lib/simulation/json.ts";
import { episodeTurns, type StoredEvent } from "./episode-items.ts";

/** A log from the bare kinds, seats, turns and data of its events. */
const logOf = (
	...rows: [kind: EventKind, seat: string | null, turn: number, data: Json, meta?: Json][]
): StoredEvent[] =>
	rows.map(([kind, seat, turn, data, meta = null], i) => ({
		seq: i + 1,
		at: "2026-01-01T00:00:00.000Z",
		kind,
		seat,
		turn,
		data,
		meta,
	}));

const usage = (tokensIn: number, tokensOut: number) => ({ tokensIn, tokensOut, costUsd: 0.5 });
const response = (text: string, calls: Json[] = []) => ({
	text,
	toolCalls: calls,
	finish: "stop",
	usage: usage(10, 2),
});

describe("the turns of a log", () => {
	test("hold what was said, with the call it came from, and who may hear it", () => {
		const turns = episodeTurns(
			logOf(
				["message", "user", 0, { kind: "text", text: "Before", to: "all", history: true }],
				["message", "user", 1, { kind: "text", text: "Hello?", to: "all" }],
				["model-request", "assistant", 1, { model: "m", messages: 2 }],
				["model-response", "assistant", 1, response("Hi"), { durationMs: 40, firstTokenMs: 9 }],
				["message", "assistant", 1, { kind: "text", text: "Hi", to: ["user"] }],
				["user-stop", "user", 2, { turn: 2 }],
				["end", null, 2, { reason: "user-stop" }],
			),
			"assistant",
		);
		expect(turns.map(({ turn, hasReply }) => [turn, hasReply])).toEqual([
			[0, false],
			[1, true],
			[2, false],
		]);
		expect(turns[0]?.items).toEqual([
			{
				seq: 1,
				kind: "said",
				seat: "user",
				text: "Before",
				only: null,
				isHistory: true,
				call: null,
			},
		]);
		expect(turns[1]?.items.at(-1)).toEqual({
			seq: 5,
			kind: "said",
			seat: "assistant",
			text: "Hi",
			only: ["user"],
			isHistory: false,
			call: { durationMs: 40, firstTokenMs: 9, tokensIn: 10, tokensOut: 2, costUsd: 0.5 },
		});
		expect(turns[2]?.items).toEqual([
			{ seq: 6, kind: "stopped", seat: "user" },
			{ seq: 7, kind: "ended", reason: "user-stop" },
		]);
	});

	test("put each result with its own call, also of two calls in one message", () => {
		const [turn] = episodeTurns(
			logOf(
				["model-response", "assistant", 1, response("", [{ name: "a", arguments: {} }])],
				["tool-call", "assistant", 1, { id: "c1", name: "look", arguments: { n: 1 }, text: "So" }],
				["tool-call", "assistant", 1, { id: "c2", name: "look", arguments: "{n", text: "" }],
				[
					"tool-result",
					"assistant",
					1,
					{ id: "c2", name: "look", error: { code: "wrong-type", message: "No" } },
				],
				["tool-result", "assistant", 1, { id: "c1", name: "look", output: [1] }],
				["tool-call", "assistant", 1, { id: "c3", name: "end", arguments: {}, text: "" }],
			),
			"assistant",
		);
		const tools = turn?.items.flatMap((item) => (item.kind === "tool" ? [item] : [])) ?? [];
		expect(tools.map(({ result }) => result)).toEqual([
			{ output: [1] },
			{ error: { code: "wrong-type", message: "No" } },
			null,
		]);
		expect(tools.map(({ call }) => call?.tokensIn ?? null)).toEqual([10, null, null]);
		expect(turn?.hasReply).toBe(true);
	});

	test("keep what no seat may see apart from what was said", () => {
		const [turn] = episodeTurns(
			logOf(
				["user-decision", "user", 1, { act: "refuse" }],
				["env-step", "player", 1, { reward: 1, done: false, info: { legal: true } }],
				["message", "player", 1, { kind: "observation", text: "Your move." }],
			),
			"player",
		);
		expect(turn?.items.map(({ kind }) => kind)).toEqual(["hidden", "hidden", "shown"]);
		expect(turn?.hasReply).toBe(false);
	});

	test("say what failed, and a log of nothing has none", () => {
		const [turn] = episodeTurns(
			logOf(
				[
					"model-error",
					"assistant",
					1,
					{ code: "timeout", fault: "infrastructure", usage: usage(3, 0) },
				],
				["remote-error", null, 1, { code: "unreachable" }],
			),
			"assistant",
		);
		expect(turn?.items).toMatchObject([
			{ kind: "failed", seat: "assistant", code: "timeout", call: { tokensIn: 3 } },
			{ kind: "failed", seat: "", code: "unreachable", call: null },
		]);
		expect(episodeTurns([], "assistant")).toEqual([]);
	});

	test("show what is not of the expected shape as the little that it says", () => {
		const odd: Json[] = [null, 7, "text", [1], { kind: "text", text: 4, to: 9 }];
		for (const data of odd) {
			const turns = episodeTurns(
				logOf(
					["message", "user", 1, data],
					["tool-result", "user", 1, data],
					["end", null, 1, data],
				),
				"user",
			);
			expect(turns[0]?.items).toHaveLength(2);
		}
	});
});
