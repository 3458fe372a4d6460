import fc from "fast-check";
import { expect, test } from "vitest";
import { type Outcome, outcomes } from "#lib/arena/outcome.ts";
import { readRows } from "./fixtures/read-rows.ts";
import { timeOf } from "./time-of.ts";

const name = fc.string({ unit: "binary", minLength: 1, maxLength: 30 });
const votes = fc.array(
	fc
		.record({ a: name, b: name, outcome: fc.constantFrom(...outcomes) })
		.filter(({ a, b }) => a !== b),
	{ minLength: 1, maxLength: 40 },
);

type Vote = { a: string; b: string; outcome: Outcome };
const labels = (a: string, b: string, tie: string, both_bad: string) => ({ a, b, tie, both_bad });
const flag = (is: boolean) => (is ? 1 : 0);
const arena = labels("model_a", "model_b", "tie", "both_bad");
const older = labels("model_a", "model_b", "tie", "tie (bothbad)");

/** How each shape writes a vote; both-bad is a tie where a shape has no word for it. */
const writers: Record<string, (vote: Vote, i: number) => Record<string, unknown>> = {
	"arena-140k": ({ a, b, outcome }, i) => ({
		id: `${i}`,
		model_a: a,
		model_b: b,
		winner: arena[outcome],
		evaluation_session_id: "s",
	}),
	"arena-100k": ({ a, b, outcome }, i) => ({
		question_id: `${i}`,
		model_a: a,
		model_b: b,
		winner: older[outcome],
		judge_hash: "x",
		anony: true,
	}),
	"arena-33k": ({ a, b, outcome }, i) => ({
		question_id: `${i}`,
		model_a: a,
		model_b: b,
		winner: older[outcome],
		judge: "x",
		tstamp: i,
		anony: true,
	}),
	"arena-55k": ({ a, b, outcome }, i) => ({
		id: i,
		model_a: a,
		model_b: b,
		winner_model_a: flag(outcome === "a"),
		winner_model_b: flag(outcome === "b"),
		winner_tie: flag(outcome === "tie" || outcome === "both_bad"),
	}),
	comparia: ({ a, b, outcome }) => ({
		model_a_name: a,
		model_b_name: b,
		chosen_model_name: outcome === "a" ? a : outcome === "b" ? b : null,
		both_equal: outcome === "tie" || outcome === "both_bad",
	}),
	parley: ({ a, b, outcome }, i) => ({
		id: `${i}`,
		model_a: { slug: a },
		model_b: { slug: b },
		judgements: [{ id: `j${i}`, version: 1, outcome, exclusions: [], turns: 1 }],
	}),
	models: ({ a, b, outcome }) => ({ model_a: a, model_b: b, winner: arena[outcome] }),
	sides: ({ a, b, outcome }) => ({
		left: a,
		right: b,
		winner: labels("left", "right", "tie", "both_bad")[outcome],
	}),
};
const withoutBothBad = new Set(["arena-55k", "comparia"]);

test.each(Object.entries(writers))("any votes written as %s are read back", (shape, write) => {
	fc.assert(
		fc.property(votes, (list) => {
			const read = readRows(list.map(write));
			expect(read.shape).toBe(shape);
			expect(read.judgements).toEqual(
				list.map(({ a, b, outcome }) => ({
					a,
					b,
					outcome: withoutBothBad.has(shape) && outcome === "both_bad" ? "tie" : outcome,
				})),
			);
			expect(read.counts.rejected).toEqual({});
		}),
	);
});

test("any cells at all give counts that add up, and never an exception", () => {
	const cell = fc.oneof(fc.anything(), fc.constantFrom("model_a", "tie", "x", "y", null, 1, true));
	const kinds = Object.values(writers).map((write) => write({ a: "x", b: "y", outcome: "tie" }, 0));
	fc.assert(
		fc.property(fc.constantFrom(...kinds), fc.infiniteStream(cell), (kind, cells) => {
			const row = Object.fromEntries(
				Object.keys(kind).map((key) => [key, cells.next().value ?? null]),
			);
			const { counts } = readRows([row, kind], {
				clusters: ["voter", "conversation", "judge"],
				times: true,
				category: null,
			});
			const sum = (reasons: object) => Object.values(reasons).reduce((x, y) => x + y, 0);
			const told = counts.accepted + sum(counts.rejected) + sum(counts.leftOut);
			if ("judgements" in kind) expect(told).toBeGreaterThanOrEqual(1);
			else expect(told).toBe(2);
		}),
		{ numRuns: 500 },
	);
});

test("times are read as Date reads them", () => {
	fc.assert(
		fc.property(fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }), (date) => {
			const text = date.toISOString();
			expect(timeOf(text)).toBe(date.getTime());
			expect(timeOf(text.replace("T", " ").slice(0, -1))).toBe(date.getTime());
			expect(timeOf(date)).toBe(date.getTime());
			expect(timeOf(date.getTime() + 1e12)).toBe(date.getTime() + 1e12);
		}),
	);
	expect(timeOf("2026-01-02T03:04:05+02:00")).toBe(Date.parse("2026-01-02T01:04:05Z"));
	expect(timeOf("2026-01-02")).toBe(Date.parse("2026-01-02"));
	expect(timeOf(1_700_000_000)).toBe(1_700_000_000_000);
	for (const nothing of ["", "soon", null, {}, { getTime: 1 }, "2026-1-2"])
		expect(timeOf(nothing)).toBeNaN();
});
