import { expect, test } from "vitest";
import { logFeedback } from "./log-feedback.ts";
import type { LoggedEvent } from "./log-messages.ts";

const event = (kind: LoggedEvent["kind"], seat: string, turn: number, data: unknown) =>
	({ kind, seat, turn, data }) as LoggedEvent;
const said = (seat: string, turn: number, kind = "text") =>
	event("message", seat, turn, { kind, text: "Words.", to: "all" });
const comment = (turn: number, critique: string, refinement: string, gold = true) =>
	event("user-decision", "user", turn, { critique, refinement, gold });
const scores = (turn: number) => [null, 0.2, 0.8][turn] ?? null;

test("a comment is about the last reply before it, with the scores of that one and the next", () => {
	const log = [
		said("user", 1),
		said("assistant", 1),
		comment(2, "Too short.", ""),
		said("user", 2),
		said("assistant", 2, "observation"),
		said("assistant", 2),
		comment(3, "", "Be kind.", false),
	];
	expect(logFeedback(log, "assistant", scores)).toEqual([
		{
			turn: 1,
			critique: "Too short.",
			refinement: null,
			withGold: true,
			scoreBefore: 0.2,
			scoreAfter: 0.8,
		},
		{
			turn: 2,
			critique: null,
			refinement: "Be kind.",
			withGold: false,
			scoreBefore: 0.8,
			scoreAfter: null,
		},
	]);
});

test.each([
	["before any reply", [said("user", 1), comment(1, "Too short.", "")]],
	["on a history", [said("assistant", 0), comment(1, "Too short.", "")]],
	["on what was only shown", [said("assistant", 1, "observation"), comment(1, "Too short.", "")]],
	[
		"of another kind of decision",
		[said("assistant", 1), event("user-decision", "user", 2, "solved")],
	],
	[
		"by the contested seat itself",
		[said("assistant", 1), { ...comment(2, "Too short.", ""), seat: "assistant" }],
	],
])("nothing is a comment %s", (_, log) => {
	expect(logFeedback(log, "assistant", scores)).toEqual([]);
});
