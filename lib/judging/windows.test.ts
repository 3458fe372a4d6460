import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomTalk, talk } from "./fixtures/conversations.ts";
import type { CriterionVerdict } from "./lenses/rubric.ts";
import { mergeRubricWindows } from "./merge-windows.ts";
import type { Rubric } from "./rubric.ts";
import { type JudgedConversation, renderMessages, type Span } from "./transcript.ts";
import { pairWindows } from "./windows.ts";

const text = (characters: number) => "x".repeat(characters);
const turnsOf = ({ messages }: JudgedConversation, { from, to }: Span) => [
	...new Set(messages.slice(from, to).map(({ turn }) => turn)),
];

describe("windows", () => {
	test("of a short pair are one, and of an empty one too", () => {
		const short = talk(["a", "b"], ["c", "d"]);
		expect(pairWindows(short, short, { charactersMax: 1000, overlap: 1 })).toEqual([
			{ first: { from: 0, to: 4 }, second: { from: 0, to: 4 } },
		]);
		const empty = { ...short, messages: [] };
		expect(pairWindows(empty, empty, { charactersMax: 400, overlap: 0 })).toHaveLength(1);
	});
	test("show the same turns of both, and repeat a turn of the one before", () => {
		const first = talk([text(90), text(90)], [text(90), text(90)], [text(90), text(90)]);
		const second = talk(["a", "b"], ["c", "d"], ["e", text(300)]);
		const windows = pairWindows(first, second, { charactersMax: 500, overlap: 1 });
		expect(windows.map((one) => turnsOf(first, one.first))).toEqual([
			[1, 2],
			[2, 3],
		]);
		for (const one of windows)
			expect(turnsOf(second, one.second)).toEqual(turnsOf(first, one.first));
	});
	test("cut a turn that is too long on message borders", () => {
		const first = talk([text(350), text(350)]);
		const second = talk(["short", "reply"]);
		expect(pairWindows(first, second, { charactersMax: 400, overlap: 0 })).toEqual([
			{ first: { from: 0, to: 1 }, second: { from: 0, to: 2 } },
			{ first: { from: 1, to: 2 }, second: { from: 0, to: 2 } },
		]);
	});
	test("refuse to hold less than can be read, and messages out of order", () => {
		const pair = talk(["a", "b"]);
		expect(() => pairWindows(pair, pair, { charactersMax: 50, overlap: 0 })).toThrow("400");
		const mixed = talk(["a", "b"], ["c", "d"], ["e", "f"]);
		mixed.messages = [...mixed.messages.slice(2), ...mixed.messages.slice(0, 3)];
		expect(() => pairWindows(mixed, mixed, { charactersMax: 400, overlap: 0 })).toThrow("order");
	});

	const plan = fc.record({
		charactersMax: fc.integer({ min: 400, max: 1500 }),
		overlap: fc.integer({ min: 0, max: 4 }),
	});
	test("hold every message at least once, in order, within the limit", () => {
		fc.assert(
			fc.property(randomTalk, randomTalk, plan, (first, second, given) => {
				const windows = pairWindows(first, second, given);
				windows.slice(1).forEach((window, i) => {
					const before = windows[i];
					const isNew = (place: "first" | "second") => window[place].to > (before?.[place].to ?? 0);
					expect(isNew("first") || isNew("second")).toBe(true);
				});
				for (const [conversation, place] of [
					[first, "first"],
					[second, "second"],
				] as const) {
					const seen = new Set<number>();
					for (const window of windows) {
						const { from, to } = window[place];
						for (let i = from; i < to; i++) seen.add(i);
						const lines = renderMessages(conversation.messages, window[place], given.charactersMax);
						expect(lines.join("\n").length).toBeLessThanOrEqual(given.charactersMax);
					}
					expect(seen.size).toBe(conversation.messages.length);
				}
			}),
			{ numRuns: 400 },
		);
	});
	test("are exchanged when the places are", () => {
		fc.assert(
			fc.property(randomTalk, randomTalk, plan, (first, second, given) => {
				expect(pairWindows(second, first, given)).toEqual(
					pairWindows(first, second, given).map((one) => ({
						first: one.second,
						second: one.first,
					})),
				);
			}),
		);
	});
});

describe("verdicts on windows", () => {
	const rubric: Rubric = {
		id: "r",
		version: "1.0.0",
		criteria: [{ key: "form", title: "Form", description: "", weight: 1 }],
	};
	const says = (
		winner: CriterionVerdict["winner"],
		first: number,
		second: number,
		turn: number | null = null,
	): CriterionVerdict => ({
		key: "form",
		winner,
		scores: winner === "not_seen" ? null : { first, second },
		rationale: `${winner} at ${turn}`,
		turn,
	});
	const merge = (...given: [number, CriterionVerdict][]) =>
		mergeRubricWindows(
			rubric,
			given.map(([messages, criterion]) => ({ messages, verdict: { criteria: [criterion] } })),
		).criteria[0];
	test("weigh by their messages, and the heaviest that agrees speaks", () => {
		expect(
			merge([2, says("second", 2, 3, 1)], [6, says("first", 5, 2, 4)], [1, says("first", 4, 3, 7)]),
		).toEqual({
			key: "form",
			winner: "first",
			scores: { first: 4, second: 2 },
			rationale: "first at 4",
			turn: 4,
		});
	});
	test("count only where the criterion was seen", () => {
		expect(merge([9, says("not_seen", 0, 0)], [1, says("second", 1, 2, 3)])).toMatchObject({
			winner: "second",
			turn: 3,
		});
		expect(merge([9, says("not_seen", 0, 0)])).toMatchObject({ winner: "not_seen", scores: null });
		expect(merge()).toMatchObject({ winner: "not_seen" });
	});
	test("with equal scores go by who was named, and both_bad needs more than half", () => {
		expect(merge([1, says("first", 3, 3)], [1, says("tie", 3, 3)])?.winner).toBe("first");
		expect(merge([1, says("first", 4, 3)], [1, says("second", 3, 4)])?.winner).toBe("tie");
		expect(merge([2, says("both_bad", 1, 1)], [1, says("first", 2, 1)])?.winner).toBe("both_bad");
		expect(merge([1, says("both_bad", 1, 1)], [1, says("first", 2, 1)])?.winner).toBe("first");
	});
});
