import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { outcomes } from "#lib/arena/outcome.ts";
import { canonicalJudgementLine, type JudgementRow } from "./cells.ts";
import { hashOfBuckets, judgementHash } from "./judgement-hash.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const row = (id: string, outcome: JudgementRow["outcome"] = "a"): JudgementRow => ({
	id,
	modelA: "lark",
	modelB: "wren",
	outcome,
	version: 1,
});
const rows = fc.uniqueArray(
	fc.record({
		id: fc.uuid(),
		modelA: fc.string(),
		modelB: fc.string(),
		outcome: fc.constantFrom(...outcomes),
		version: fc.nat(9),
	}),
	{ selector: ({ id }) => id, minLength: 1 },
);

test("written out by hand", () => {
	const [x, y, z] = ["00000000-0000-7000-8000-000000000abc", "1-abc", "1-00f"].map((id) => row(id));
	if (!x || !y || !z) throw new Error("three rows");
	const lines = (...all: JudgementRow[]) =>
		all.map((each) => `${canonicalJudgementLine(each)}\n`).join("");
	expect(judgementHash([y, z, x], sha256)).toBe(
		sha256(`00f ${sha256(lines(z))}\nabc ${sha256(lines(x, y))}\n`),
	);
	expect(judgementHash([], sha256)).toBe(sha256(""));
});

test("the order of the rows never matters", () => {
	fc.assert(
		fc.property(
			rows.chain((all) =>
				fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
			),
			([all, shuffled]) => judgementHash(all, sha256) === judgementHash(shuffled, sha256),
		),
	);
});

test("any row changed, added or taken away gives another hash", () => {
	fc.assert(
		fc.property(rows, fc.nat(), (all, at) => {
			const hash = judgementHash(all, sha256);
			const chosen = all[at % all.length];
			if (chosen === undefined) throw new Error("there is a row");
			const changed = { ...chosen, version: chosen.version + 1 };
			expect(judgementHash([...all.filter((each) => each !== chosen)], sha256)).not.toBe(hash);
			expect(
				judgementHash(
					all.map((each) => (each === chosen ? changed : each)),
					sha256,
				),
			).not.toBe(hash);
			expect(judgementHash([...all, { ...chosen, id: `${chosen.id}0` }], sha256)).not.toBe(hash);
		}),
	);
});

test("a bucket is told by three hexadecimal digits in either case; other ids share one", () => {
	const line = (id: string) => `${canonicalJudgementLine(row(id))}\n`;
	const both = ["01926F3A-7C1E-7B2A-9D4F-5E6A7B8C9D0E", "01926f3a-7c1e-7b2a-9d4f-000000000d0e"];
	expect(
		judgementHash(
			[...both, "vote-12", "ab"].map((id) => row(id)),
			sha256,
		),
	).toBe(
		sha256(
			`- ${sha256(line("ab") + line("vote-12"))}\nd0e ${sha256(both.map(line).sort().join(""))}\n`,
		),
	);
	expect(
		hashOfBuckets(
			[
				["b", "2"],
				["a", "1"],
			],
			sha256,
		),
	).toBe(sha256("a 1\nb 2\n"));
});
