import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { outcomes } from "#lib/arena/outcome.ts";
import { readRows } from "#lib/datasets/read/fixtures/read-rows.ts";
import { judgementHash } from "#lib/ranking/judgement-hash.ts";
import { hashOf } from "./judgement-hash.ts";

const said = { a: "model_a", b: "model_b", tie: "tie", both_bad: "both_bad" } as const;
const sha = (text: string) => createHash("sha256").update(text).digest("hex");

const judgement = fc.record({
	id: fc.oneof(
		fc.uuid(),
		fc.constantFrom("a", "a b", "ab", 'a"', "a!", "é", "\u{1f600}", "\uffee"),
	),
	modelA: fc.constantFrom("lark", 'od"d', "é"),
	modelB: fc.constantFrom("wren", "wren 2"),
	outcome: fc.constantFrom(...outcomes),
});
const judgements = fc.uniqueArray(judgement, {
	selector: ({ id }) => id,
	minLength: 1,
	maxLength: 30,
});

type Judgement = typeof judgement extends fc.Arbitrary<infer T> ? T : never;
const hashed = (list: readonly Judgement[], hasIds: boolean) => {
	const { columns, ids } = readRows(
		list.map(({ id, modelA, modelB, outcome }) => ({
			model_a: modelA,
			model_b: modelB,
			winner: said[outcome],
			...(hasIds ? { id } : {}),
		})),
	);
	return hashOf(columns, ids);
};

test("with ids it is the judgement hash of rating snapshots", () => {
	fc.assert(
		fc.property(judgements, (list) => {
			const rows = list.map((row) => ({ ...row, version: 1 }));
			const expected = { hash: judgementHash(rows, sha), over: "judgements" };
			expect(hashed(list, true)).toEqual(expected);
			expect(hashed(list.toReversed(), true)).toEqual(expected);
		}),
	);
});

test("without ids, or with an id twice, it is the hash of the counts", () => {
	const list: Judgement[] = [
		{ id: "1", modelA: "lark", modelB: "wren 2", outcome: "tie" },
		{ id: "2", modelA: 'od"d', modelB: "wren", outcome: "a" },
		{ id: "1", modelA: "lark", modelB: "wren", outcome: "both_bad" },
		{ id: "3", modelA: "lark", modelB: "wren 2", outcome: "tie" },
	];
	const lines = [
		'["lark","wren",0,0,0,1]\n',
		'["lark","wren 2",0,0,2,0]\n',
		'["od\\"d","wren",1,0,0,0]\n',
	];
	const expected = { hash: sha(lines.join("")), over: "counts" };
	expect(hashed(list, false)).toEqual(expected);
	expect(hashed(list, true)).toEqual(expected);
	expect(hashed(list.toReversed(), false)).toEqual(expected);
	expect(hashed(list.slice(1), false)).not.toEqual(expected);
});
