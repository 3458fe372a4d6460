import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isAppError } from "#lib/kernel/app-error.ts";
import { seededRandom } from "#lib/kernel/random.ts";
import type { JudgementColumns } from "./columns/judgement-columns.ts";
import { fitRatings } from "./fit.ts";
import { fitColumns } from "./fit-columns.ts";
import type { FitResult } from "./fit-result.ts";
import { columnsOf, finiteRows, type Row } from "./fixtures/columns-of.ts";
import type { MethodSpec } from "./method.ts";

const style = { features: ["tokens"], transform: "plain" } as const;
const specs: MethodSpec[] = [
	{ name: "bt-half" },
	{ name: "bt-drop", cluster: "voter" },
	{ name: "bt-half", style, sideOrder: true, cluster: "pair" },
	{ name: "bt-davidson", style, cluster: "voter" },
	{ name: "bt-rao-kupper", sideOrder: true },
	{ name: "bt-grounded", style, cluster: "voter" },
	{ name: "bt", judges: { by: "voter" } },
];

/** The same numbers for every model, coefficient and judge, to 1e-6. */
function expectSame(
	x: FitResult,
	y: FitResult,
	options = { flips: false, rename: (m: string) => m },
) {
	const close = (p: number | null | undefined, q: number | null | undefined) => {
		if (p === null || p === undefined) expect(q).toBe(p);
		else expect(Math.abs(p - (q ?? Number.NaN))).toBeLessThan(1e-6);
	};
	expect(y.rows).toHaveLength(x.rows.length);
	for (const row of x.rows) {
		const other = y.rows.find(({ model }) => model === options.rename(row.model));
		for (const field of ["rating", "lower", "upper", "standardError", "votes"] as const)
			close(row[field], other?.[field]);
	}
	x.ties.forEach(({ name, estimate, standardError }, i) => {
		close(estimate, y.ties[i]?.estimate);
		close(standardError, y.ties[i]?.standardError);
		expect(y.ties[i]?.name).toBe(name);
	});
	x.coefficients.forEach(({ name, estimate, standardError }, i) => {
		const sign = options.flips && name === "side-order" ? -1 : 1;
		close(sign * (estimate ?? 0), y.coefficients[i]?.estimate);
		close(standardError, y.coefficients[i]?.standardError);
	});
	x.judges.forEach(({ sharpness }, i) => {
		close(sharpness.estimate, y.judges[i]?.sharpness.estimate);
	});
}

const swap = (row: Row): Row => ({
	...row,
	a: row.b,
	b: row.a,
	outcome: row.outcome < 2 ? 1 - row.outcome : row.outcome,
	facts: { tokens_a: row.facts?.["tokens_b"] ?? 0, tokens_b: row.facts?.["tokens_a"] ?? 0 },
});

describe.each(specs)("$name $style.transform $cluster $judges.by", (spec) => {
	const check = (change: (rows: Row[]) => Row[], options?: Parameters<typeof expectSame>[2]) =>
		fc.assert(
			fc.property(finiteRows, (rows) => {
				const [before, after] = [rows, change(rows)].map((each) =>
					fitColumns(columnsOf(each), spec),
				);
				expectSame(before as FitResult, after as FitResult, options);
			}),
			{ numRuns: 10, seed: 3 },
		);

	test("the order of the rows changes nothing", () => {
		check((rows) => [...rows.slice(7).reverse(), ...rows.slice(0, 7)]);
	});

	test("swapping all slots turns the side order round and changes nothing else", () => {
		check((rows) => rows.map(swap), { flips: true, rename: (model) => model });
	});

	test("renaming changes nothing but names", () => {
		const rename = (model: string) => String.fromCharCode(219 - model.charCodeAt(0));
		check((rows) => rows.map((row) => ({ ...row, a: rename(row.a), b: rename(row.b) })), {
			flips: false,
			rename,
		});
	});

	test("every row twice with half the weight changes nothing", () => {
		check((rows) => rows.flatMap((row) => [row, row].map((each) => ({ ...each, weight: 0.5 }))));
	});

	test("every number is finite or null", () => {
		fc.assert(
			fc.property(finiteRows, (rows) => {
				JSON.stringify(fitColumns(columnsOf(rows), spec), (_, value) => {
					if (typeof value === "number" && !Number.isFinite(value)) throw new Error("not finite");
					return value;
				});
			}),
			{ numRuns: 10, seed: 3 },
		);
	});
});

test("sums and single judgements give the same ratings, and plain counts the same digits in any order", () => {
	fc.assert(
		fc.property(finiteRows, (rows) => {
			const cells = rows.map(({ a, b, outcome }) => ({
				modelA: a,
				modelB: b,
				winsA: outcome === 0 ? 1 : 0,
				winsB: outcome === 1 ? 1 : 0,
				ties: outcome === 2 ? 1 : 0,
				bothBad: outcome === 3 ? 1 : 0,
			}));
			for (const name of ["bt-half", "bt-davidson"] as const) {
				const fromCells = fitRatings({ cells, method: { name } });
				expect(fitColumns(columnsOf(rows), { name })).toEqual(fromCells);
				expect(fitColumns(columnsOf([...rows].reverse()), { name })).toEqual(fromCells);
			}
		}),
		{ numRuns: 10 },
	);
});

test("fractional weights give the same digits in any order", () => {
	const rows = Array.from({ length: 90 }, (_, i): Row => {
		const [a, b] = i % 2 === 0 ? ["x", "y"] : ["y", "x"];
		return { a: a ?? "", b: b ?? "", outcome: i % 3, weight: 1 + Math.sin(i) };
	});
	const digits = (each: Row[]) => JSON.stringify(fitColumns(columnsOf(each), { name: "bt-half" }));
	expect(digits([...rows].reverse())).toBe(digits(rows));
});

test("a soft outcome counts as its share of a win and is less uncertain than a vote", () => {
	const rows: Row[] = [0.75, 0.75, 0.75, 0.75].map((score) => ({
		a: "x",
		b: "y",
		outcome: 2,
		score,
	}));
	const soft = fitColumns(columnsOf([...rows, { a: "y", b: "x", outcome: 0, score: 0.3 }]), {
		name: "bt-half",
	});
	const gain = (3 + 0.7) / 5;
	const [x, y] = ["x", "y"].map((model) => soft.rows.find((row) => row.model === model));
	expect((x?.rating ?? 0) - (y?.rating ?? 0)).toBeCloseTo(400 * Math.log10(gain / (1 - gain)), 6);
	// By hand: the scores' spread about 0.74 over the information 5 p (1 - p), for half the difference.
	const spread = 4 * 0.01 ** 2 + 0.04 ** 2;
	const error = Math.sqrt(spread) / (5 * gain * (1 - gain));
	expect(x?.standardError).toBeCloseTo((400 / Math.LN10) * (error / 2), 6);
});

describe("what cannot be fitted", () => {
	const rows: Row[] = [
		{ a: "x", b: "y", outcome: 0, voter: 0, facts: { tokens_a: 1, tokens_b: 2 } },
		{ a: "y", b: "x", outcome: 0, voter: 1, facts: { tokens_a: 4, tokens_b: 2 } },
		{ a: "y", b: "x", outcome: 2, voter: 1, facts: { tokens_a: 3, tokens_b: 5 } },
	];
	const codeOf = (spec: unknown, change: Partial<JudgementColumns> = {}) => {
		try {
			fitColumns({ ...columnsOf(rows), ...change }, spec as MethodSpec, seededRandom(1));
		} catch (error) {
			return isAppError(error) ? error.code : String(error);
		}
		return "fitted";
	};
	const half = { name: "bt-half" };
	const refused: [string, string, unknown, Partial<JudgementColumns>?][] = [
		["an unknown method", "unknown-method", { name: "glicko" }],
		["ties that contradict the name", "invalid-method", { ...half, ties: "drop" }],
		["unknown ties", "invalid-method", { name: "bt", ties: "third" }],
		[
			"style of an unknown feature",
			"unknown-covariate",
			{ ...half, style: { ...style, features: ["emoji"] } },
		],
		["an unknown transform", "invalid-method", { ...half, style: { ...style, transform: "log" } }],
		["clusters that are not known", "invalid-method", { ...half, cluster: "conversation" }],
		["one replicate", "invalid-method", { ...half, bootstrap: { replicates: 1 } }],
		[
			"a bootstrap by nothing",
			"invalid-method",
			{ ...half, bootstrap: { replicates: 9, by: "cluster" } },
		],
		["elo with style", "invalid-method", { name: "elo", style }],
		[
			"a half-life without times",
			"invalid-method",
			{ ...half, weights: { halfLife: { days: 3, atMs: 0 } } },
		],
		["a cap of nothing", "invalid-method", { ...half, weights: { perVoterMax: 0 } }],
		[
			"a chance of zero",
			"invalid-judgement",
			{ ...half, weights: { propensity: Float64Array.of(0, 1, 1) } },
		],
		["judges that are not known", "invalid-method", { name: "bt", judges: { by: "judge" } }],
		["no both-bad to ground on", "no-both-bad", { name: "bt-grounded" }],
		["columns of different lengths", "invalid-columns", half, { slotB: Int32Array.of(1) }],
		["names out of order", "invalid-columns", half, { models: ["y", "x"] }],
		["a model beyond the names", "invalid-judgement", half, { slotA: Int32Array.of(0, 1, 2) }],
		["a model against itself", "invalid-judgement", half, { slotA: Int32Array.of(0, 1, 0) }],
		["an unknown outcome", "invalid-judgement", half, { outcome: Uint8Array.of(0, 0, 4) }],
		["a negative weight", "invalid-judgement", half, { weight: Float64Array.of(1, 1, -1) }],
		[
			"a weight that is not a number",
			"invalid-judgement",
			half,
			{ weight: Float64Array.of(1, 1, Number.NaN) },
		],
		["a score above 1", "invalid-judgement", half, { score: Float64Array.of(0, 1, 1.2) }],
	];
	test.each(refused)("%s: %s", (_, code, spec, change) => {
		expect(codeOf(spec, change)).toBe(code);
	});

	test("a bootstrap without a generator", () => {
		expect(() =>
			fitColumns(columnsOf(rows), { name: "bt-half", bootstrap: { replicates: 9 } }),
		).toThrow(/generator/);
	});

	test("no judgements at all are an empty, marked result, by every method", () => {
		for (const spec of [...specs, { name: "elo" } as const]) {
			const covariates = ["tokens_a", "tokens_b"].map((name) => ({
				name,
				values: new Float64Array(0),
			}));
			const empty = { ...columnsOf([]), clusters: { voter: new Int32Array(0) }, covariates };
			const fit = fitColumns(empty, spec);
			expect(fit).toMatchObject({ rows: [], components: [], warnings: [{ code: "no-votes" }] });
		}
	});
});

test("models without a finite rating are marked, by every tie model", () => {
	const rows: Row[] = [
		{ a: "a", b: "b", outcome: 0 },
		{ a: "b", b: "a", outcome: 0 },
		{ a: "a", b: "b", outcome: 1 },
		{ a: "a", b: "b", outcome: 2 },
		{ a: "a", b: "b", outcome: 3 },
		{ a: "star", b: "a", outcome: 0 },
		{ a: "star", b: "b", outcome: 0 },
	];
	for (const ties of ["half", "drop", "davidson", "rao-kupper", "grounded"] as const) {
		const fit = fitColumns(columnsOf(rows), { name: "bt", ties });
		expect(fit.warnings).toContainEqual({ code: "separated", models: ["star"] });
		expect(fit.rows[0]).toMatchObject({ model: "star", status: "separated" });
		expect(fit.rows[0]?.standardError).toBeGreaterThan(fit.rows[1]?.standardError ?? Infinity);
	}
});

test("a tie model without ties says so, and is the model without them", () => {
	const rows: Row[] = [0, 0, 1].map((outcome) => ({ a: "x", b: "y", outcome }));
	const plain = fitColumns(columnsOf(rows), { name: "bt-drop" });
	for (const name of ["bt-davidson", "bt-rao-kupper"] as const) {
		const fit = fitColumns(columnsOf(rows), { name });
		expect(fit.warnings).toEqual([{ code: "no-ties", models: [] }]);
		expect(fit.rows[0]?.rating).toBeCloseTo(plain.rows[0]?.rating ?? 0, 6);
	}
});

test("ties alone: equal ratings, marked, by every tie model", () => {
	const rows: Row[] = [2, 2, 2].map((outcome) => ({ a: "x", b: "y", outcome }));
	for (const name of ["bt-half", "bt-davidson", "bt-rao-kupper"] as const)
		for (const row of fitColumns(columnsOf(rows), { name }).rows)
			expect(row.rating).toBeCloseTo(1000, 6);
	const dropped = fitColumns(columnsOf(rows), { name: "bt-drop" });
	expect(dropped.rows.map(({ status, votes }) => [status, votes])).toEqual([
		["unrated", 3],
		["unrated", 3],
	]);
});

test("covariates that the judgements do not determine are refused, not fitted at random", () => {
	const always: Row[] = [0, 0, 0].flatMap((outcome): Row[] => [
		{ a: "x", b: "y", outcome, facts: { tokens: 1, words: 2 } },
		{ a: "y", b: "x", outcome, facts: { tokens: 4, words: 8 } },
	]);
	const twice = [...always, ...always.map((row) => ({ ...row, outcome: 1 }))];
	for (const [rows, spec] of [
		[always, { sideOrder: true }],
		[twice, { style: { features: ["tokens", "words"], transform: "plain" } }],
	] as const)
		expect(() => fitColumns(columnsOf(rows), { name: "bt-half", ...spec })).toThrow(
			/leave the effect/,
		);
});
