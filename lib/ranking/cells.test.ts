import { expect, test } from "vitest";
import { isAppError } from "#lib/kernel/app-error.ts";
import { canonicalJudgementLine, compareNames, mergeCells, type PairCell } from "./cells.ts";
import { cell } from "./fixtures/fixture-cells.ts";

test("cells of the same models in the same slots add up, other slot orders stay apart", () => {
	const merged = mergeCells([cell("b", "a", 1), cell("a", "b", 2, 3, 4, 5), cell("a", "b", 1)]);
	expect(merged).toEqual([
		{ ...cell("a", "b", 3, 3, 4, 5), battles: 15 },
		{ ...cell("b", "a", 1), battles: 1 },
	]);
});

test("fractional weights add up to the same digits in any order", () => {
	const cells = [0.1, 0.2, 0.3].map((weight) => cell("a", "b", weight));
	expect(0.1 + 0.2 + 0.3).not.toBe(0.3 + 0.2 + 0.1);
	const [forwards] = mergeCells(cells);
	const [backwards] = mergeCells([...cells].reverse());
	expect(backwards).toEqual(forwards);
});

test("merging leaves its input alone", () => {
	const cells = [cell("a", "b", 1), cell("a", "b", 1)];
	mergeCells(cells);
	expect(cells).toEqual([cell("a", "b", 1), cell("a", "b", 1)]);
});

const wrong: [string, PairCell, string][] = [
	["NaN", cell("a", "b", Number.NaN), "Cell 2: winsA is not a finite number."],
	["infinity", cell("a", "b", 0, 0, Infinity), "Cell 2: ties is not a finite number."],
	["negative", cell("a", "b", 1, -1), "Cell 2: winsB is negative."],
	["a self-pair", cell("a", "a", 1), "Cell 2: modelB is the same model as modelA."],
	["no name", cell("", "b", 1), "Cell 2: modelA is not a model's name."],
	["wrong battles", { ...cell("a", "b", 1), battles: -2 }, "Cell 2: battles is negative."],
];
test.each(wrong)("%s is refused, naming the cell", (_, bad, message) => {
	try {
		mergeCells([cell("a", "b", 1), bad]);
		expect.unreachable();
	} catch (error) {
		expect(isAppError(error, "invalid-cell")).toBe(true);
		expect((error as Error).message).toBe(message);
	}
});

test("sums that overflow are refused", () => {
	const huge = cell("a", "b", Number.MAX_VALUE);
	expect(() => mergeCells([huge, huge])).toThrow("too large");
});

test("a judgement's line is unambiguous and keeps slots and version", () => {
	const row = { id: "j1", modelA: 'x","y', modelB: "z", outcome: "both_bad", version: 2 } as const;
	expect(canonicalJudgementLine(row)).toBe('["j1",2,"x\\",\\"y","z","both_bad"]');
	expect(canonicalJudgementLine({ ...row, version: 3 })).not.toBe(canonicalJudgementLine(row));
	expect(() => canonicalJudgementLine({ ...row, version: Number.NaN })).toThrow("whole number");
});

test("names are compared by code unit, whatever the language", () => {
	expect(["ä", "b", "Z", "a"].sort(compareNames)).toEqual(["Z", "a", "b", "ä"]);
});
