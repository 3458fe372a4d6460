import { describe, expect, test } from "vitest";
import * as published from "./fixtures/published-rows.ts";
import { readRows } from "./fixtures/read-rows.ts";
import { knownLabels } from "./outcome-labels.ts";
import { shapeOf, voteShapeNames } from "./vote-shapes.ts";

const everything = { clusters: ["voter", "conversation", "judge"], times: true } as const;
const pair = { a: "lark-2", b: "wren-1" };
const row = (winner: unknown) => ({ model_a: "x", model_b: "y", winner });

describe("a row of", () => {
	test("arena-140k", () => {
		const features = ["tokens", "headers", "lists", "bold"];
		const read = readRows(published.arena140k, { ...everything, features });
		expect(read.shape).toBe("arena-140k");
		expect(read.judgements).toEqual([
			{
				...pair,
				outcome: "both_bad",
				voter: null,
				conversation: "0e9d2f9e-2222-4e53-8f6c-000000000001",
				judge: null,
				tokens_a: 100,
				tokens_b: 50,
				headers_a: 3,
				headers_b: 3,
				lists_a: 5,
				lists_b: 1,
				bold_a: 4,
				bold_b: 4,
			},
		]);
		expect(read.columns.atMs).toEqual(Float64Array.of(Date.parse("2026-01-02T03:04:05.500Z")));
		expect(read.ids?.ids).toEqual(["0e9d2f9e-1111-4e53-8f6c-000000000001"]);
	});

	test("arena-100k, without battles whose voter knew the models", () => {
		const read = readRows(published.arena100k, { ...everything, features: ["tokens"] });
		expect(read.shape).toBe("arena-100k");
		expect(read.judgements).toEqual([
			{
				...pair,
				outcome: "both_bad",
				voter: "58d3",
				conversation: null,
				judge: null,
				tokens_a: 100,
				tokens_b: 50,
			},
		]);
		expect(read.counts.leftOut).toEqual({ "named-mode": 1 });
		expect(read.columns.atMs).toEqual(Float64Array.of(1_700_000_000_500));
	});

	test("arena-55k", () => {
		const read = readRows(published.arena55k);
		expect(read.shape).toBe("arena-55k");
		expect(read.judgements).toEqual([{ ...pair, outcome: "b" }]);
		expect(read.ids?.ids).toEqual(["30192"]);
	});

	test("arena-33k, whose judge is a voter", () => {
		const read = readRows(published.arena33k, everything);
		expect(read.shape).toBe("arena-33k");
		expect(read.judgements).toEqual([
			{ ...pair, outcome: "tie", voter: "arena_user_973", conversation: null, judge: null },
		]);
	});

	test("comparia", () => {
		const read = readRows(published.comparia, everything);
		expect(read.shape).toBe("comparia");
		expect(read.judgements).toEqual([
			{ ...pair, outcome: "b", voter: "v-1", conversation: "p-1", judge: null },
			{ ...pair, outcome: "tie", voter: null, conversation: "p-2", judge: null },
		]);
		expect(read.columns.atMs?.[1]).toBe(Date.parse("2026-01-02T03:05:05Z"));
	});

	test("parley: versions, withdrawals and exclusions apart, features up to the vote", () => {
		const read = readRows(published.parley, {
			...everything,
			features: ["tokens", "headers", "words"],
		});
		expect(read.shape).toBe("parley");
		expect(read.judgements).toEqual([
			{
				...pair,
				outcome: "a",
				voter: "f00d",
				conversation: "battle-1",
				judge: "human",
				tokens_a: 42,
				tokens_b: 7,
				headers_a: 3,
				headers_b: 0,
				words_a: 30,
				words_b: 10,
			},
		]);
		expect(read.ids).toEqual({ ids: ["j-2"], versions: Float64Array.of(2) });
		expect(read.counts).toMatchObject({
			accepted: 1,
			leftOut: { superseded: 1, withdrawn: 1, "voter-excluded": 1 },
			byOrigin: { human: 1 },
		});
	});

	test("plain files", () => {
		const read = readRows(published.models, { clusters: ["voter"], features: ["tokens"] });
		expect(read.shape).toBe("models");
		expect(read.judgements).toEqual([
			{ ...pair, outcome: "tie", voter: "w-1", tokens_a: 9, tokens_b: 3 },
		]);
		const left = readRows(published.sides, { clusters: ["judge"] });
		expect(left.shape).toBe("sides");
		expect(left.judgements).toEqual([{ ...pair, outcome: "b", judge: "gpt" }]);
	});
});

describe("labels", () => {
	const meanings = {
		a: ["model_a", "left", "leftvote", "A_IS_BETTER", "a_better"],
		b: ["model_b", "right", "rightvote", "B_IS_BETTER", "b_better"],
		tie: ["tie", "tievote", "TIE", "both_good"],
		both_bad: ["tie (bothbad)", "both_bad", "bothbad", "bothbad_vote", "BOTH_BAD"],
	};

	test("mean what they were published for, and there are no others", () => {
		for (const [outcome, labels] of Object.entries(meanings))
			for (const label of labels)
				expect(readRows([row(label)]).judgements).toEqual([{ a: "x", b: "y", outcome }]);
		expect(knownLabels.toSorted()).toEqual(Object.values(meanings).flat().toSorted());
	});

	test("that are unknown are counted by label and never guessed", () => {
		const labels = ["Model_A", "model_a ", "A", "1", 1, "__proto__", "A", { a: 1 }, "x".repeat(90)];
		const { counts } = readRows([...labels, null, ""].map(row));
		expect(counts.accepted).toBe(0);
		expect(counts.rejected).toEqual({ "unknown-label": 9, "no-label": 2 });
		expect({ ...counts.unknownLabels }).toEqual({
			Model_A: 1,
			"model_a ": 1,
			A: 2,
			"1": 2,
			["__proto__"]: 1,
			'{"a":1}': 1,
			["x".repeat(60)]: 1,
		});
	});

	test("past fifty different ones are counted together", () => {
		const { counts } = readRows(Array.from({ length: 60 }, (_, i) => row(`label ${i}`)));
		expect(Object.keys(counts.unknownLabels)).toHaveLength(51);
		expect(counts.unknownLabels["(others)"]).toBe(10);
	});

	test("in flags must name exactly one outcome", () => {
		const [base] = published.arena55k;
		const flags = (a: unknown, b: unknown, tie: unknown) => ({
			...base,
			winner_model_a: a,
			winner_model_b: b,
			winner_tie: tie,
		});
		const read = readRows([
			flags("True", "False", "False"),
			flags(0, 0, 1n),
			flags(1, 1, 0),
			flags("0.0", 0, false),
			flags("yes", 0, 0),
			flags(null, "1", ""),
		]);
		expect(read.judgements.map(({ outcome }) => outcome)).toEqual(["a", "tie", "b"]);
		expect(read.counts.rejected).toEqual({
			"contradictory-label": 1,
			"no-label": 1,
			"unknown-label": 1,
		});
	});

	test("of compar:IA are a model of the two, or both equal, not both", () => {
		const [base] = published.comparia;
		const chosen = (name: unknown, equal: unknown) => ({
			...base,
			chosen_model_name: name,
			both_equal: equal,
		});
		const read = readRows([
			chosen("lark-2", null),
			chosen("lark-2", true),
			chosen("heron-9", false),
			chosen(null, false),
			chosen("", "true"),
			chosen(null, "maybe"),
		]);
		expect(read.judgements.map(({ outcome }) => outcome)).toEqual(["a", "tie"]);
		expect(read.counts.rejected).toEqual({
			"contradictory-label": 1,
			"unknown-label": 2,
			"no-label": 1,
		});
		expect(read.counts.unknownLabels).toEqual({ "heron-9": 1, "both_equal maybe": 1 });
	});
});

describe("rows that are no judgements", () => {
	test("are rejected by reason", () => {
		const weighed = (weight: unknown) => ({ ...row("tie"), weight });
		expect(
			readRows([
				{ ...row("tie"), model_b: "x" },
				{ ...row("tie"), model_a: "" },
				{ ...row("tie"), model_b: Number.NaN },
				{ ...row("tie"), model_b: {} },
			]).counts.rejected,
		).toEqual({ "same-model": 1, "no-model": 3 });
		const read = readRows([weighed(2), weighed("0.5"), weighed(-1), weighed("NaN"), weighed(null)]);
		expect(read.counts.rejected).toEqual({ "bad-weight": 3 });
		expect(read.columns.weight).toEqual(Float64Array.of(2, 0.5));
	});

	test("of another shape than the first stop the reading, with the row's number", () => {
		expect(() => readRows([row("tie"), { left: "x", right: "y", winner: "left" }])).toThrow(
			"Row 2 has no model_a",
		);
	});
});

describe("filters", () => {
	test("keep a category however the shape names it", () => {
		const used = (rows: readonly object[], category: string) => {
			const { counts } = readRows(rows as Record<string, unknown>[], { category });
			return [counts.accepted, counts.leftOut["other-category"] ?? 0];
		};
		expect(used(published.arena140k, "math")).toEqual([1, 0]);
		expect(used(published.arena140k, "creative_writing")).toEqual([0, 1]);
		expect(used(published.arena140k, "turns-2-3")).toEqual([1, 0]);
		expect(used(published.arena140k, "turns-1")).toEqual([0, 1]);
		expect(used(published.arena100k, "code")).toEqual([1, 1]);
		expect(used(published.comparia, "ideas")).toEqual([1, 1]);
		expect(used(published.parley, "code")).toEqual([1, 0]);
		expect(used(published.parley, "turns-4-plus")).toEqual([0, 4]);
		expect(used(published.sides, "code")).toEqual([0, 1]);
	});

	test("keep a language and an origin", () => {
		expect(readRows(published.arena140k, { language: "PL" }).counts.accepted).toBe(1);
		expect(readRows(published.arena140k, { language: "de" }).counts.leftOut).toEqual({
			"other-language": 1,
		});
		expect(readRows(published.parley, { origin: "simulated" }).counts.leftOut).toEqual({
			"other-origin": 4,
		});
	});
});

describe("recognition", () => {
	test("of every shape by its columns, or by its name", () => {
		expect(voteShapeNames.toSorted()).toEqual(
			[
				...["arena-100k", "arena-140k", "arena-33k", "arena-55k"],
				...["comparia", "models", "parley", "sides"],
			].toSorted(),
		);
		const [first] = published.arena140k;
		expect(shapeOf(Object.keys(first ?? {}), "models").name).toBe("models");
	});

	test("fails with what is missing", () => {
		expect(() => shapeOf(["model_a", "model_b", "vote"], null)).toThrow(
			"Closest is models, which also needs winner.",
		);
		expect(() => shapeOf(["x"], null)).toThrow("The simplest is model_a, model_b, winner.");
		expect(() => shapeOf(["model_a", "model_b"], "models")).toThrow("missing: winner");
		expect(() => shapeOf(["model_a"], "arena-1m")).toThrow("There is no format arena-1m");
	});
});
