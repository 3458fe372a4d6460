import { describe, expect, test } from "vitest";
import { seededRandom } from "#lib/kernel/random.ts";
import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import { fitColumns } from "#lib/ranking/fit-columns.ts";
import { criticiseInDetail } from "./criticise-in-detail.ts";

type Row = [a: number, b: number, outcome: number, voter: number];

function columnsOf(rows: readonly Row[], hasVoters = true): JudgementColumns {
	const column = (at: number) => Int32Array.from(rows, (row) => row[at] ?? 0);
	return {
		models: ["heron", "lark", "wren"],
		slotA: column(0),
		slotB: column(1),
		outcome: Uint8Array.from(column(2)),
		score: null,
		weight: null,
		clusters: hasVoters ? { voter: column(3) } : {},
		covariates: [],
		atMs: null,
	};
}

const repeat = (count: number, row: (i: number) => Row) =>
	Array.from({ length: count }, (_, i) => row(i));
// Lark is ahead of heron by five votes, four of them voter 7's; wren loses to both.
const rows = [
	...repeat(23, (i) => [1, 0, 0, i % 5]),
	...repeat(4, () => [1, 0, 0, 7]),
	...repeat(22, (i) => [0, 1, 0, i % 5]),
	...repeat(20, (i) => [i % 2, 2, i % 5 === 0 ? 1 : 0, i % 5]),
] satisfies Row[];
const names = ["v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7"];

function criticismOf(board: JudgementColumns, ties: "half" | "drop" = "half") {
	const fit = fitColumns(board, { name: "bt", ties });
	return { fit, criticism: criticiseInDetail(board, fit, seededRandom(1), names) };
}

describe("what would overturn a fit", () => {
	const { fit, criticism } = criticismOf(columnsOf(rows));

	test("is named, and holds when it is taken away", () => {
		expect(criticism.lead?.model).toBe("lark");
		expect(criticism.lead?.notApart).toEqual(["heron"]);
		expect(criticism.lead?.toSeparate?.model).toBe("heron");
		expect(criticism.votesToFlip).toMatchObject({ first: "lark", next: "heron", verified: true });
		const fewer = rows.slice(criticism.votesToFlip?.votes);
		expect(fitColumns(columnsOf(fewer), { name: "bt" }).rows[0]?.model).toBe("heron");
		const gap = (fit.rows[0]?.rating ?? 0) - (fit.rows[1]?.rating ?? 0);
		expect(criticism.votesToFlip?.gapBefore).toBeCloseTo(gap, 6);
	});

	test("by voters is theirs by name, with all their votes", () => {
		expect(criticism.votersToFlip).toMatchObject({ first: "lark", verified: true });
		const removed = new Set(criticism.votersToFlip?.removed.map((name) => names.indexOf(name)));
		const left = rows.filter((row) => !removed.has(row[3]));
		expect(rows.length - left.length).toBe(criticism.votersToFlip?.votes);
		expect(fitColumns(columnsOf(left), { name: "bt" }).rows[0]?.model).not.toBe("lark");
		expect(criticism.voters?.largest[0]?.voter).toMatch(/^v\d$/);
	});

	test("says nothing of voters where nobody is known", () => {
		const without = criticismOf(columnsOf(rows, false)).criticism;
		expect([without.votersToFlip, without.voters]).toEqual([null, null]);
		expect(without.votesToFlip).toEqual(criticism.votesToFlip);
	});

	test("leaves ties out where the method does", () => {
		const tied = [...rows, ...repeat(30, (): Row => [0, 1, 2, 3])];
		const { criticism: dropped } = criticismOf(columnsOf(tied), "drop");
		expect(dropped.method).toBe("bt-drop");
		expect(dropped.votesToFlip?.gapBefore).toBeCloseTo(criticism.votesToFlip?.gapBefore ?? 0, 9);
	});

	test("gives chances of the first place that add up to 1", () => {
		const sum = criticism.places.reduce((all, { chanceBest }) => all + chanceBest, 0);
		expect(sum).toBeCloseTo(1, 9);
		expect(criticism.places[0]?.chanceBest).toBeGreaterThan(0.5);
	});
});

test("pairs of a model that never lost are not held against the light prior", () => {
	const star = Array.from(
		{ length: 60 },
		(_, i): Row => (i % 2 ? [0, 1, 0, i] : [1, 2, (i / 2) % 2, i]),
	);
	const { criticism } = criticismOf(columnsOf(star));
	expect(criticism.residuals).toMatchObject({ pairs: 2, flagged: [] });
});
