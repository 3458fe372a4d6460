import { expect, test } from "vitest";
import { seededRandom } from "#lib/kernel/random.ts";
import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import { emptySums } from "./evaluate.ts";
import { logisticPass } from "./logistic-pass.ts";
import type { PassKind, Problem, RowBlocks } from "./problem.ts";
import { blocksOfColumns, looseRows } from "./row-blocks.ts";
import { rowPass } from "./row-pass.ts";

const SIZE = 5;
const ROWS = 700;

function columnsWith(weight: Float64Array | null, far: number): JudgementColumns {
	const random = seededRandom(3);
	const slotA = Int32Array.from({ length: ROWS }, () => Math.floor(random.next() * SIZE));
	return {
		models: ["ant", "bee", "cat", "dog", "elk"],
		slotA,
		slotB: slotA.map((a) => (a + 1 + Math.floor(random.next() * (SIZE - 1))) % SIZE),
		outcome: Uint8Array.from({ length: ROWS }, () => Math.floor(random.next() * 4)),
		score: null,
		weight,
		clusters: {},
		covariates: ["x", "y", "z"].map((name) => ({
			name,
			values: Float64Array.from({ length: ROWS }, () => far * (random.next() - 0.5)),
		})),
		atMs: null,
	};
}

const weights = Float64Array.from({ length: ROWS }, (_, row) => (row % 7) / 2);
const cases = (["half", "drop"] as const).flatMap((rule) =>
	[null, weights].flatMap((weight) =>
		[1, 2, 3].flatMap((width) => [2, 2000].map((far) => ({ rule, weight, width, far }))),
	),
);

test.each(cases)("rows in any order add up to what sorted rows do: %j", (each) => {
	const { rule, weight, width, far } = each;
	const columns = columnsWith(weight, far);
	const x = columns.covariates.slice(0, width).map(({ values }) => values);
	const count = SIZE + width;
	const parameters = Float64Array.from({ length: count }, (_, i) => Math.sin(i));
	const problem = (rows: RowBlocks): Problem => ({
		size: SIZE,
		rule,
		rows,
		hasTie: false,
		pins: [],
		priors: [],
		penalty: null,
	});
	const sorted = blocksOfColumns(columns, null, x, rule);
	const loose = looseRows(columns, null, x, rule);
	for (const kind of ["value", "information", "scores"] satisfies PassKind[])
		for (const isBounded of [false, true]) {
			// What a model of number 1 takes part in is bounded.
			const marks = ({ slotA, slotB }: RowBlocks) =>
				isBounded ? Uint8Array.from(slotA, (a, k) => (a === 1 || slotB[k] === 1 ? 1 : 0)) : null;
			const [one, other] = [emptySums(count, kind), emptySums(count, kind)];
			const expected = logisticPass(problem(sorted), parameters, kind, one, marks(sorted));
			const found = rowPass(problem(loose), parameters, kind, other, marks(loose));
			expect(Math.abs(found / expected - 1)).toBeLessThan(1e-12);
			for (const sums of ["gradient", "matrix"] as const) {
				const largest = one[sums].reduce((most, value) => Math.max(most, Math.abs(value)), 1);
				one[sums].forEach((value, at) => {
					expect(Math.abs(value - (other[sums][at] ?? Number.NaN)) / largest).toBeLessThan(1e-12);
				});
			}
		}
});
