import { describe, expect, test } from "vitest";
import { everyFormatsRows } from "#lib/testing/episode-rows.ts";
import { checkRows } from "./check-rows.ts";
import { checkedFormat, recogniseFormat } from "./checked-formats.ts";
import type { EpisodeFormatName } from "./episode-formats.ts";

type Row = Record<string, unknown>;
type Change = (rows: Row[]) => unknown[];

/** The first row with other cells. */
const first =
	(cells: Row | ((row: Row) => Row)): Change =>
	([row = {}, ...rest]) => [
		{ ...row, ...(typeof cells === "function" ? cells(row) : cells) },
		...rest,
	];

const talk = (role: string, content = "Words.") => ({ role, content });
const call = (id: string) => ({
	...talk("assistant", ""),
	tool_calls: [{ id, type: "function", function: { name: "look", arguments: "{}" } }],
});
const result = (id: string) => ({ ...talk("tool"), tool_call_id: id, name: "look" });

/** Rows in which one thing is wrong: the format, what, how, the row and the words of the problem. */
const broken: [EpisodeFormatName, string, Change, number, string][] = [
	["sft", "no object", () => [5], 1, "expected object"],
	["sft", "a column too many", first({ extra: 1 }), 1, 'Unrecognized key: "extra"'],
	["sft", "a column too few", first({ loss: undefined }), 1, "loss: "],
	["sft", "an unknown role", first({ messages: [talk("bot")], loss: [0] }), 1, "messages.0.role: "],
	[
		"sft",
		"a loss too many",
		first((row) => ({ loss: [...(row["loss"] as number[]), 0] })),
		1,
		"entries of loss",
	],
	[
		"sft",
		"a loss on the user",
		first({ messages: [talk("user"), talk("assistant")], loss: [1, 1] }),
		1,
		"message 1 bears a loss",
	],
	[
		"sft",
		"no loss",
		first({ messages: [talk("assistant")], loss: [0] }),
		1,
		"no message bears a loss",
	],
	[
		"sft",
		"a late system message",
		first({ messages: [talk("assistant"), talk("system")], loss: [1, 0] }),
		1,
		"message 2 is a system message",
	],
	[
		"sft",
		"a result without a call",
		first({ messages: [talk("assistant"), result("c")], loss: [1, 0] }),
		1,
		"message 2 answers no open call",
	],
	[
		"sft",
		"two results of one call",
		first({ messages: [call("c"), result("c"), result("c")], loss: [1, 0, 0] }),
		1,
		"message 3 answers no open call",
	],
	[
		"sft",
		"a result that names no call",
		first({ messages: [call("c"), talk("tool")], loss: [1, 0] }),
		1,
		"a tool message, and nothing else",
	],
	[
		"sft",
		"a user that calls",
		first({ messages: [{ ...call("c"), role: "user" }, talk("assistant")], loss: [0, 1] }),
		1,
		"is no assistant message",
	],
	[
		"dpo",
		"equal replies",
		first((row) => ({ rejected: row["chosen"] })),
		1,
		"chosen and rejected are equal",
	],
	[
		"dpo",
		"a prompt that ends with a reply",
		first({ prompt: [talk("assistant")] }),
		1,
		"the prompt ends",
	],
	["dpo", "a reply by the user", first({ chosen: [talk("user")] }), 1, "chosen does not begin"],
	[
		"dpo",
		"the user's words in a reply",
		first({ rejected: [talk("assistant"), talk("user")] }),
		1,
		"rejected holds messages",
	],
	[
		"dpo",
		"a result without a call",
		first({ chosen: [talk("assistant"), result("c")] }),
		1,
		"answers no open call",
	],
	["dpo", "a negative margin", first({ margin: -1 }), 1, "margin: "],
	["dpo", "no reply", first({ chosen: [] }), 1, "chosen: "],
	["kto", "a label in words", first({ label: "true" }), 1, "label: "],
	[
		"kto",
		"a prompt that ends with a reply",
		first({ prompt: [talk("assistant")] }),
		1,
		"the prompt ends",
	],
	[
		"kto",
		"a completion by the user",
		first({ completion: [talk("user")] }),
		1,
		"the completion does not begin",
	],
	[
		"kto",
		"the user's words in it",
		first({ completion: [talk("assistant"), talk("user")] }),
		1,
		"the completion holds",
	],
	[
		"trajectory-pairs",
		"equal conversations",
		first((row) => ({ rejected: row["chosen"] })),
		1,
		"chosen and rejected are equal",
	],
	[
		"trajectory-pairs",
		"no reply",
		first({ chosen: [talk("user")] }),
		1,
		"chosen holds no assistant message",
	],
	[
		"trajectory-pairs",
		"an unmasked user",
		first({ mask_roles: ["system", "tool"] }),
		1,
		"chosen has user messages",
	],
	[
		"trajectory-pairs",
		"a masked assistant",
		first({ mask_roles: ["assistant"] }),
		1,
		"mask_roles.0: ",
	],
	[
		"trajectory-pairs",
		"a role twice",
		first({ mask_roles: ["user", "system", "user"] }),
		1,
		"names a role twice",
	],
	[
		"trajectory-pairs",
		"other system messages",
		first((row) => ({ chosen: [talk("system", "Else."), ...(row["chosen"] as Row[]).slice(1)] })),
		1,
		"different system messages",
	],
	["refuel", "swapped rewards", first({ chosen_reward: -9 }), 1, "the two are swapped"],
	[
		"refuel",
		"equal rewards that are no tie",
		first({ chosen_reward: 0, reject_reward: 0 }),
		1,
		"marked as no tie",
	],
	["refuel", "h beyond the horizon", first({ h: 9 }), 1, "beyond the horizon"],
	["refuel", "h before the first turn", first({ h: 0 }), 1, "h: "],
	[
		"refuel",
		"a mask on a later turn",
		first({ chosen_mask: [1, 0, 1] }),
		1,
		"chosen_mask is not 1",
	],
	["refuel", "a mask that is too short", first({ reject_mask: [1] }), 1, "reject_mask is not 1"],
	[
		"refuel",
		"a prefix that ends with a reply",
		first({ prefix: [talk("assistant")] }),
		1,
		"the prefix ends",
	],
	[
		"refuel",
		"a continuation by the user",
		first({ chosen: [talk("user")], chosen_mask: [0] }),
		1,
		"chosen does not begin",
	],
	[
		"tree",
		"equal ways",
		first((row) => ({ rejected: row["chosen"] })),
		1,
		"chosen and rejected are equal",
	],
	[
		"tree",
		"a way by the user",
		first({ chosen: talk("user") }),
		1,
		"chosen is no assistant message",
	],
	[
		"tree",
		"a trajectory that ends with a reply",
		first({ trajectory: [talk("assistant")] }),
		1,
		"the trajectory ends",
	],
	[
		"tree",
		"a parent that is not there",
		first({ parent_id: "nobody" }),
		1,
		"there is no row nobody",
	],
	[
		"tree",
		"a parent of other words",
		(rows) =>
			rows.map((row) => (row["id"] === "deep" ? { ...row, trajectory: [talk("user")] } : row)),
		2,
		"does not go on from row",
	],
	[
		"tree",
		"a parent of another task",
		(rows) => rows.map((row) => (row["id"] === "deep" ? { ...row, task: "another" } : row)),
		2,
		"does not go on from row",
	],
	["tree", "an id twice", (rows) => [...rows, ...rows.slice(0, 1)], 4, "stands in a row before"],
	[
		"nlf",
		"no words",
		first({ critique: null, refinement: null }),
		1,
		"neither a critique nor a refinement",
	],
	["nlf", "an empty critique", first({ critique: "" }), 1, "critique: "],
	[
		"nlf",
		"a score of nothing",
		first({ next_response: null, score_after: 1 }),
		1,
		"score_after without",
	],
	[
		"nlf",
		"a conversation that ends with a reply",
		first({ conversation: [talk("assistant")] }),
		1,
		"the conversation ends",
	],
	[
		"nlf",
		"an endless score",
		first({ score_before: Number.POSITIVE_INFINITY }),
		1,
		"score_before: ",
	],
	["transitions", "another return", first({ return_to_go: 9 }), 2, "the row before leaves 8.9"],
	[
		"transitions",
		"another last return",
		(rows) => rows.map((row) => (row["done"] ? { ...row, reward: 9 } : row)),
		3,
		"but the last reward is 9",
	],
	["transitions", "another reward", first({ reward: 9 }), 2, "return_to_go is"],
	[
		"transitions",
		"an action by the user",
		first({ action: talk("user") }),
		1,
		"the action is no assistant message",
	],
	["transitions", "an end that goes on", first({ done: true }), 1, "done and next_state disagree"],
	[
		"transitions",
		"a state that is not the next one",
		(rows) =>
			rows.map((row, i) =>
				i === 1
					? { ...row, state: [talk("user")], next_state: [talk("user"), row["action"]] }
					: row,
			),
		2,
		"is not the next_state of the row before",
	],
	[
		"transitions",
		"a next state without the action",
		first({ next_state: [talk("user")] }),
		1,
		"next_state does not go on",
	],
	[
		"transitions",
		"a row that is missing",
		(rows) => rows.filter((_, i) => i !== 1),
		2,
		"step 3 follows step 1",
	],
	["transitions", "the first row missing", (rows) => rows.slice(1), 1, "is step 2"],
	[
		"transitions",
		"a last row that is missing",
		(rows) => rows.slice(0, -1),
		6,
		"conversation parent has no last action",
	],
	[
		"transitions",
		"rows of one conversation among another's",
		([a, b, c, ...rest]) => [a, b, rest[0], c, ...rest.slice(1)],
		3,
		"before it, conversation busy has no last action",
	],
	["transitions", "a conversation twice", (rows) => [...rows, ...rows.slice(0, 3)], 8, "are apart"],
	[
		"transitions",
		"a turn that goes back",
		(rows) => rows.map((row, i) => (i === 0 ? { ...row, turn: 5 } : row)),
		2,
		"the turn goes back",
	],
];

describe("a check finds", () => {
	test.each(broken)("in %s: %s", (format, _, change, row, words) => {
		const rows = everyFormatsRows[format].map((each) => ({ ...each }));
		const checked = checkRows(format, change(rows));
		expect(checked.ok).toBe(false);
		expect(checked.problems[0]?.row).toBe(row);
		expect(checked.problems[0]?.problem).toContain(words);
	});
});

describe("a check", () => {
	test("of no rows finds nothing wrong", () => {
		expect(checkRows("sft", [])).toEqual({ ok: true, rows: 0, problems: [], problemCount: 0 });
	});

	test("counts every problem, shows a hundred and goes on after each", () => {
		const [good] = everyFormatsRows.sft;
		const { rows, problems, problemCount } = checkRows("sft", [
			...Array.from({ length: 250 }, () => ({})),
			good,
			null,
		]);
		expect({ rows, shown: problems.length, problemCount }).toEqual({
			rows: 252,
			shown: 100,
			problemCount: 251,
		});
		expect(problems[0]?.problem).toContain("(and 2 more)");
	});

	test("of the formats of battles goes by their columns", () => {
		expect(checkRows("arena-140k", [{}])).toMatchObject({ ok: false, rows: 1 });
	});

	test("says which formats there are", () => {
		expect(() => checkedFormat("csv")).toThrow(
			"Formats that can be checked: arena-140k, parley, sft",
		);
		expect(() => recogniseFormat(["a", "b"])).toThrow("These columns are of no format");
		expect(recogniseFormat(["prompt", "completion", "label", "weight"]).name).toBe("kto");
	});
});
