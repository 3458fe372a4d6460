import { expect, test } from "vitest";
import { styleColumns } from "./covariates/style-columns.ts";
import { fitColumns } from "./fit-columns.ts";
import { columnsOf, type Row } from "./fixtures/columns-of.ts";
import { rowFactors } from "./weights/row-factors.ts";

const rows: Row[] = [0, 0, 1, 0, 1].map((outcome, i) => ({
	a: i % 2 === 0 ? "x" : "y",
	b: i % 2 === 0 ? "y" : "x",
	outcome,
	voter: i < 3 ? 0 : 1,
	facts: { tokens_a: 100 * i, tokens_b: 50, headers_a: i, headers_b: 1 },
}));
const columns = columnsOf(rows);
const factors = (weights: Parameters<typeof rowFactors>[1], more = {}) => [
	...(rowFactors({ ...columns, ...more }, weights) ?? []),
];

test("half-life, cap, inverse propensity, given and stated weights", () => {
	const day = 86_400_000;
	const atMs = Float64Array.of(0, 2 * day, 4 * day, 5 * day, 4 * day);
	expect(factors({ halfLife: { days: 2, atMs: 4 * day } }, { atMs })).toEqual([0.25, 0.5, 1, 1, 1]);
	expect(factors({ perVoterMax: 2 })).toEqual([2 / 3, 2 / 3, 2 / 3, 1, 1]);
	expect(factors({ given: Float64Array.of(1, 2, 3, 4, 5) })).toEqual([1, 2, 3, 4, 5]);
	const judge = Int32Array.of(0, 1, 1, 0, 1);
	expect(factors({ byJudge: [1, 0.25] }, { clusters: { judge } })).toEqual([
		1, 0.25, 0.25, 1, 0.25,
	]);
	const inverse = factors({ propensity: Float64Array.of(0.5, 0.5, 0.5, 0.25, 0.25) });
	expect(inverse[3]).toBeCloseTo(2 * (inverse[0] ?? 0), 12);
	expect(inverse.reduce((sum, factor) => sum + factor, 0)).toBeCloseTo(5, 12);
});

test("factors weigh in the ratings; they widen errors as weights do, and do not count as votes", () => {
	const spec = { name: "bt-half", weights: { given: Float64Array.of(2, 2, 2, 2, 2) } } as const;
	const [plain, weighted] = [fitColumns(columns, { name: "bt-half" }), fitColumns(columns, spec)];
	weighted.rows.forEach((row, i) => {
		expect(row.rating).toBeCloseTo(plain.rows[i]?.rating ?? 0, 8);
		expect(row.standardError).toBeCloseTo(plain.rows[i]?.standardError ?? 0, 8);
		expect(row.votes).toBe(5);
	});
	const heavy = { name: "bt-half", weights: { given: Float64Array.of(9, 1, 1, 1, 1) } } as const;
	const odds = fitColumns(columns, heavy).rows;
	// Slot a won rows 1, 2 and 4, so x has the first of weight 9, and loses the other four to y.
	expect((odds[0]?.rating ?? 0) - (odds[1]?.rating ?? 0)).toBeCloseTo(400 * Math.log10(9 / 4), 6);
});

test("several kinds of judgement in one fit with stated weights", () => {
	const judge = Int32Array.of(0, 0, 0, 1, 1);
	const composite = { ...columns, clusters: { judge } };
	const only = fitColumns(composite, { name: "bt-half", weights: { byJudge: [1, 0] } });
	const first = fitColumns(columnsOf(rows.slice(0, 3)), { name: "bt-half" });
	for (const row of first.rows)
		expect(only.rows.find(({ model }) => model === row.model)?.rating).toBeCloseTo(
			row.rating ?? 0,
			8,
		);
});

const column = (transform: "plain" | "fastchat" | "arena-rank" | "density", feature: string) => [
	...(styleColumns(columns, { features: [feature], transform }, false).columns[0] ?? []),
];

test("the published transforms", () => {
	expect(column("plain", "tokens")).toEqual([-50, 50, 150, 250, 350]);
	const standardised = (values: number[], ddof: number) => {
		const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
		const square = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - ddof);
		return values.map((x) => (x - mean) / Math.sqrt(square));
	};
	const expected: [string[], number[]][] = [
		[
			["fastchat", "tokens"],
			standardised([-50 / 51, 50 / 151, 150 / 251, 250 / 351, 350 / 451], 0),
		],
		[["arena-rank", "tokens"], standardised([-1, 50 / 150, 150 / 250, 250 / 350, 350 / 450], 1)],
		[["density", "tokens"], standardised([-1, 50 / 150, 150 / 250, 250 / 350, 350 / 450], 1)],
		// Headers per token are 0.01 in slot a (none at first) and 0.02 in slot b.
		[["density", "headers"], standardised([-0.02 / 1.02, ...Array(4).fill(-0.01 / 1.03)], 1)],
	];
	for (const [[transform, feature], values] of expected)
		column(transform as "density", feature ?? "").forEach((x, i) => {
			expect(x).toBeCloseTo(values[i] ?? Number.NaN, 10);
		});
});

test("FastChat's fit has its L2 penalty of 0.5 on ratings in tens and on coefficients", () => {
	const style = { features: ["tokens"], transform: "fastchat" } as const;
	const fit = fitColumns(columns, { name: "bt-half", style });
	expect(fit.method.parameters.style?.penalty).toBe(0.5);
	const x = column("fastchat", "tokens");
	const rating = (model: string) =>
		((fit.rows.find((row) => row.model === model)?.rating ?? Number.NaN) - 1000) / 400;
	const beta = fit.coefficients[0]?.estimate ?? Number.NaN;
	// At the maximum the pull of the penalty balances the gradient of the log-likelihood.
	let [gradient, slope] = [0, 0];
	rows.forEach(({ a, b, outcome }, i) => {
		const z = Math.LN10 * (rating(a) - rating(b)) + beta * (x[i] ?? 0);
		const miss = (outcome === 0 ? 1 : 0) - 1 / (1 + Math.exp(-z));
		gradient += Math.LN10 * miss * (a === "x" ? 1 : -1);
		slope += miss * (x[i] ?? 0);
	});
	expect(gradient).toBeCloseTo(0.5 * rating("x"), 8);
	expect(slope).toBeCloseTo(0.5 * beta, 8);
});

test("unknown figures count as equal sides and are named; constant ones are refused", () => {
	const both = [...rows, ...rows.map((row) => ({ ...row, outcome: 1 - row.outcome }))];
	const holes = columnsOf(
		both.map((row, i) => ({
			...row,
			facts: { ...row.facts, tokens_a: i === 1 ? Number.NaN : 20 * i * i },
		})),
	);
	const style = { features: ["tokens"], transform: "arena-rank" } as const;
	const fit = fitColumns(holes, { name: "bt-half", style });
	expect(fit.warnings).toEqual([{ code: "covariate-unknown", models: ["tokens"] }]);
	expect(styleColumns(holes, style, false).columns[0]?.[1]).toBe(0);
	const flat = columnsOf(rows.map((row) => ({ ...row, facts: { tokens_a: 3, tokens_b: 5 } })));
	expect(() => fitColumns(flat, { name: "bt-half", style })).toThrow(/never varies/);
});

test.each(["plain", "fastchat", "arena-rank", "density"] as const)(
	"an infinite figure is refused with its row and column: %s",
	(transform) => {
		for (const slot of ["a", "b"]) {
			const name = `tokens_${slot}`;
			const spoilt = columnsOf(
				rows.map((row, i) => ({
					...row,
					facts: { ...row.facts, ...(i === 2 ? { [name]: Infinity } : {}) },
				})),
			);
			expect(() => styleColumns(spoilt, { features: ["tokens"], transform }, false)).toThrow(
				`Judgement 3: ${name} is not finite.`,
			);
		}
	},
);
