import { describe, expect, test } from "vitest";
import { checkRows } from "#lib/datasets/check-rows.ts";
import { checkedFormat, recogniseFormat } from "#lib/datasets/checked-formats.ts";
import { episodeFormatNames } from "#lib/datasets/episode-formats.ts";
import { everyFormatsRows } from "#lib/testing/episode-rows.ts";
import {
	assistant,
	calling,
	episodePair,
	forkedEpisodes,
	recordedEpisode,
	system,
	user,
} from "#lib/testing/recorded-episode.ts";
import { dpoRows } from "./dpo.ts";
import { ktoRows } from "./kto.ts";
import { nlfRows } from "./nlf.ts";
import { refuelRows } from "./refuel.ts";
import { sftRows } from "./sft.ts";
import { trajectoryPairsRows } from "./trajectory-pairs.ts";
import { transitionsRows } from "./transitions.ts";
import { treeRows } from "./tree.ts";

const { parent, better, worse, later } = forkedEpisodes();
const single = (reply: string, score = 0.5) => recordedEpisode([reply], { score });
const roles = (chat: readonly { role: string }[]) => chat.map(({ role }) => role).join(" ");

describe.each(episodeFormatNames)("%s", (name) => {
	const rows = everyFormatsRows[name];

	test("rows fit the schema, survive JSON and pass the check", () => {
		const { schema } = checkedFormat(name);
		expect(rows.length).toBeGreaterThan(1);
		for (const row of rows) expect(schema.parse(row)).toEqual(row);
		const again: unknown[] = JSON.parse(JSON.stringify(rows));
		expect(again).toEqual(rows);
		expect(checkRows(name, again)).toEqual({
			ok: true,
			rows: rows.length,
			problems: [],
			problemCount: 0,
		});
	});

	test("is recognised by its columns", () => {
		expect(recogniseFormat(Object.keys(rows[0] ?? {})).name).toBe(name);
	});

	test("rows of every other format are refused", () => {
		for (const other of episodeFormatNames)
			if (other !== name) expect(checkRows(other, rows).ok).toBe(false);
	});
});

describe("dpo", () => {
	test("has the reply to a shared prompt, with the results of its tools", () => {
		const tools = [{ name: "look", description: "Looks.", parameters: { type: "object" } }];
		const messages = [system("S"), user(1, "Q"), ...calling(1, "c1", "look"), assistant(1, "A")];
		const other = { ...single("B"), messages: [system("S"), user(1, "Q"), assistant(1, "B")] };
		const [row] = dpoRows([
			episodePair(recordedEpisode([], { id: "a", messages, tools }), other, { margin: null }),
		]).rows;
		expect(row).toEqual({
			prompt: [
				{ role: "system", content: "S" },
				{ role: "user", content: "Q" },
			],
			chosen: [
				{
					role: "assistant",
					content: "",
					tool_calls: [
						{
							id: "c1",
							type: "function",
							function: { name: "look", arguments: '{"a":[2],"b":1}' },
						},
					],
				},
				{ role: "tool", content: "42", tool_call_id: "c1", name: "look" },
				{ role: "assistant", content: "A" },
			],
			rejected: [{ role: "assistant", content: "B" }],
			tools: [
				{
					type: "function",
					function: { name: "look", description: "Looks.", parameters: '{"type":"object"}' },
				},
			],
			margin: null,
			source: "check:toy",
		});
	});

	test("a history is part of the prompt, not a turn", () => {
		const history = [system("S"), user(0, "Earlier."), assistant(0, "Said."), user(1, "Q")];
		const [a, b] = ["A", "B"].map((reply) =>
			recordedEpisode([], { id: reply, messages: [...history, assistant(1, reply)] }),
		);
		const { rows } = dpoRows(a && b ? [episodePair(a, b)] : []);
		expect(roles(rows[0]?.prompt ?? [])).toBe("system user assistant user");
		expect(rows[0]?.chosen).toEqual([{ role: "assistant", content: "A" }]);
	});

	test("of a fork has the words of the turn at which it parted", () => {
		const [row] = dpoRows([episodePair(better, worse, { outcome: "b" })]).rows;
		expect(row?.prompt.at(-1)).toEqual({ role: "user", content: "Question 2." });
		expect(row?.chosen).toEqual([{ role: "assistant", content: "zwei" }]);
		expect(row?.rejected).toEqual([{ role: "assistant", content: "deux" }]);
	});

	test("says what it leaves out, and why", () => {
		const voided = { ...single("C"), isVoid: true };
		const pairs = [
			episodePair(single("A"), single("B")),
			episodePair(single("A"), single("B"), { outcome: "tie" }),
			episodePair(single("A"), single("B"), { outcome: "both_bad" }),
			episodePair(single("A"), voided),
			episodePair(single("A"), single("A")),
			episodePair(recordedEpisode(["A", "B"]), recordedEpisode(["C", "D"])),
			episodePair(single("A"), { ...single("B"), pairingKey: "another" }),
			episodePair(better, single("B")),
			episodePair(recordedEpisode([]), recordedEpisode([])),
		];
		const made = dpoRows(pairs);
		expect(made.rows).toHaveLength(1);
		expect(made.leftOut).toEqual({
			tie: 1,
			both_bad: 1,
			void: 1,
			"same-reply": 1,
			"no-shared-prefix": 4,
		});
		expect(dpoRows(pairs, { includeVoid: true }).rows).toHaveLength(2);
	});

	test("never takes two for a fork whose words differ before it", () => {
		const changed = { ...worse, messages: [system("Else."), ...worse.messages.slice(1)] };
		expect(dpoRows([episodePair(better, changed)]).leftOut).toEqual({ "no-shared-prefix": 1 });
	});
});

describe("kto", () => {
	test("labels both replies, and both as bad where both were", () => {
		const labels = (outcome: "a" | "b" | "both_bad" | "tie") =>
			ktoRows([episodePair(single("A"), single("B"), { outcome })]).rows.map(({ label }) => label);
		expect(labels("a")).toEqual([true, false]);
		expect(labels("b")).toEqual([false, true]);
		expect(labels("both_bad")).toEqual([false, false]);
		expect(labels("tie")).toEqual([]);
	});

	test("leaves out what would be a label of a whole conversation", () => {
		const pairs = [
			episodePair(recordedEpisode(["A", "B"]), recordedEpisode(["C", "D"])),
			episodePair(single("A"), { ...single("B"), isVoid: true }),
			episodePair(single("A"), single("B"), { outcome: "tie" }),
		];
		expect(ktoRows(pairs)).toEqual({
			rows: [],
			leftOut: { "no-shared-prefix": 1, void: 1, tie: 1 },
		});
	});
});

describe("trajectory-pairs", () => {
	test("has both conversations whole, whatever they share", () => {
		const a = recordedEpisode(["A", "B"], { score: null });
		const [row] = trajectoryPairsRows([episodePair(a, single("C", 0.75), { outcome: "b" })]).rows;
		expect(row).toMatchObject({
			scenario: "toy@1.0.0 main",
			seed: 7,
			mask_roles: ["system", "user", "tool"],
			chosen_outcome: { score: 0.75, model: "model-one" },
			rejected_outcome: { score: null, model: "model-one" },
		});
		expect(roles(row?.rejected ?? [])).toBe("system user assistant user assistant");
	});

	test("leaves out ties, void ones and those without a difference", () => {
		const silent = recordedEpisode([]);
		const made = trajectoryPairsRows([
			episodePair(single("A"), single("B"), { outcome: "tie" }),
			episodePair({ ...single("A"), isVoid: true }, single("B")),
			episodePair(single("A"), single("A")),
			episodePair(single("A"), silent),
		]);
		expect(made).toEqual({
			rows: [],
			leftOut: { tie: 1, void: 1, "same-conversation": 1, "no-reply": 1 },
		});
	});
});

describe("refuel", () => {
	test("masks in the turn at which two part and rewards the whole rest", () => {
		const [row] = refuelRows([episodePair(worse, better)]).rows;
		expect(row).toMatchObject({
			h: 2,
			horizon: 4,
			chosen_mask: [1, 0, 0],
			reject_mask: [1, 0, 0],
			chosen_reward: 0.9,
			reject_reward: 0.1,
			tie: false,
			user_model: "scripted@1.0.0",
			policy: { chosen: "model-one", reject: "model-one" },
		});
		expect(roles(row?.prefix ?? [])).toBe("system user assistant user");
		expect(row?.chosen.map(({ content }) => content)).toEqual(["deux", "Question 3.", "trois"]);
	});

	test("a fork and its parent, and forks at different turns, part at the first of the turns", () => {
		const hs = [
			[parent, better],
			[later, parent],
			[later, worse],
		].flatMap(([a, b]) => (a && b ? refuelRows([episodePair(a, b)]).rows : []));
		expect(hs.map(({ h }) => h)).toEqual([2, 3, 2]);
	});

	test("ties are counted, or rows with equal rewards when asked for", () => {
		const pairs = [
			episodePair({ ...better, score: 0.5 }, { ...worse, score: 0.5 }),
			episodePair(better, worse, { outcome: "tie" }),
			episodePair(better, { ...worse, score: null }),
			episodePair(better, recordedEpisode(["other"])),
		];
		expect(refuelRows(pairs)).toEqual({
			rows: [],
			leftOut: { tie: 2, "no-score": 1, "no-shared-prefix": 1 },
		});
		const { rows, leftOut } = refuelRows(pairs, { includeTies: true });
		expect(rows.map(({ tie }) => tie)).toEqual([true, true]);
		expect(leftOut).toEqual({ "no-score": 1, "no-shared-prefix": 1 });
		expect(checkRows("refuel", rows).problems).toEqual([]);
	});
});

describe("tree", () => {
	test("a node hangs from the one whose words it goes on from", () => {
		const { rows } = treeRows([
			episodePair(later, parent, { id: "deep" }),
			episodePair(parent, worse, { id: "root" }),
			episodePair(better, worse, { id: "root-too" }),
		]);
		expect(rows.map(({ id, parent_id: up }) => [id, up])).toEqual([
			["deep", "root"],
			["root", null],
			["root-too", null],
		]);
		expect(rows[0]).toMatchObject({
			task: "toy@1.0.0 main 7",
			chosen: { role: "assistant", content: "tres" },
			rejected: { role: "assistant", content: "three" },
		});
	});
});

describe("nlf", () => {
	const feedback = {
		turn: 1,
		critique: "Too long.",
		refinement: null,
		withGold: true,
		scoreBefore: 0.2,
		scoreAfter: 0.6,
	};

	test("has a reply, what was said of it and the next reply", () => {
		const { rows } = nlfRows([recordedEpisode(["A", "B"], { feedback: [feedback] })]);
		expect(rows).toEqual([
			{
				conversation: [
					{ role: "system", content: "Be brief." },
					{ role: "user", content: "Question 1." },
				],
				turn: 1,
				response: "A",
				critique: "Too long.",
				refinement: null,
				next_response: "B",
				score_before: 0.2,
				score_after: 0.6,
				with_gold: true,
			},
		]);
	});

	test("after the last reply has no next one, and leaves out what says nothing", () => {
		const given = [
			{ ...feedback, turn: 2 },
			{ ...feedback, critique: null },
			{ ...feedback, critique: "" },
			{ ...feedback, turn: 3 },
		];
		const episode = recordedEpisode(["A", "B"], { feedback: given });
		const { rows, leftOut } = nlfRows([episode, { ...episode, isVoid: true }]);
		expect(rows).toMatchObject([{ response: "B", next_response: null, score_after: null }]);
		expect(leftOut).toEqual({ "no-feedback": 2, "no-reply": 1, void: 4 });
	});
});

describe("sft", () => {
	test("bears its loss on what the model said itself, not on a history", () => {
		const history = [assistant(0, "Earlier.")];
		const messages = [system("S"), user(0, "Q"), ...history, user(1, "Q"), assistant(1, "A")];
		const { rows } = sftRows([recordedEpisode([], { messages })]);
		expect(rows[0]?.loss).toEqual([0, 0, 0, 0, 1]);
	});

	test("keeps what is worth imitating, and counts the rest", () => {
		const episodes = [
			single("A", 0.9),
			single("B", 0.2),
			{ ...single("C"), score: null },
			{ ...single("D", 1), isVoid: true },
			recordedEpisode([], { score: 1 }),
		];
		const made = sftRows(episodes, { scoreMin: 0.5 });
		expect(made.rows).toHaveLength(1);
		expect(made.leftOut).toEqual({ score: 2, void: 1, "no-reply": 1 });
		expect(sftRows(episodes).rows).toHaveLength(3);
	});
});

describe("transitions", () => {
	const messages = [
		system("S"),
		user(1, "Q1"),
		...calling(1, "c1", "look"),
		assistant(1, "A1"),
		user(2, "Q2"),
		assistant(2, "A2"),
	];
	const rewards = [
		{ message: 2, reward: 0.5 },
		{ message: 2, reward: 0.25 },
		{ message: 6, reward: 1 },
	];
	const episode = recordedEpisode([], { id: "e", messages, rewards, score: 0.75 });

	test("each action has its reward and what is still to come", () => {
		const { rows } = transitionsRows([episode]);
		expect(rows.map((row) => [row.step, row.turn, row.reward, row.return_to_go, row.done])).toEqual(
			[
				[1, 1, 0.75, 1.75, false],
				[2, 1, 0, 1, false],
				[3, 2, 1, 1, true],
			],
		);
		expect(rows.map(({ state }) => state.length)).toEqual([2, 4, 6]);
		expect(rows[0]?.next_state).toEqual(rows[1]?.state);
		expect(rows[2]?.next_state).toBeNull();
	});

	test("or the suite's number at the end", () => {
		const { rows } = transitionsRows([episode], { rewards: "score" });
		expect(rows.map((row) => [row.reward, row.return_to_go])).toEqual([
			[0, 0.75],
			[0, 0.75],
			[0.75, 0.75],
		]);
	});

	test("leaves out what has none", () => {
		const others = [{ ...episode, score: null }, { ...episode, isVoid: true }, recordedEpisode([])];
		expect(transitionsRows(others, { rewards: "score" })).toEqual({
			rows: [],
			leftOut: { "no-score": 1, void: 1, "no-reply": 1 },
		});
	});
});
