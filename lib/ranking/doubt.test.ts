import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seededRandom } from "#lib/kernel/random.ts";
import {
	anytimeMultiplier,
	intervalMultiplier,
	studentQuantile,
} from "./doubt/interval-multiplier.ts";
import { normalBelow } from "./doubt/normal.ts";
import { PoissonSource } from "./doubt/poisson.ts";
import { fitColumns } from "./fit-columns.ts";
import { pairDifference } from "./fit-result.ts";
import { columnsOf, finiteRows, type Row } from "./fixtures/columns-of.ts";

const se = (rows: readonly Row[], spec: Parameters<typeof fitColumns>[1]) => {
	const fit = fitColumns(columnsOf(rows), spec);
	return fit.rows.map(({ standardError }) => standardError ?? Number.NaN);
};

describe("clusters", () => {
	test("of one judgement each give the plain sandwich times the small-sample factor", () => {
		fc.assert(
			fc.property(finiteRows, (rows) => {
				for (const name of ["bt-half", "bt-davidson", "bt-grounded"] as const) {
					const alone = rows.map((row, i) => ({ ...row, voter: i }));
					const n = rows.length;
					const parameters = name === "bt-half" ? 3 : name === "bt-davidson" ? 4 : 5;
					const factor = Math.sqrt(((n / (n - 1)) * (n - 1)) / (n - parameters));
					const plain = se(rows, { name });
					se(alone, { name, cluster: "voter" }).forEach((error, i) => {
						expect(error).toBeCloseTo(factor * (plain[i] ?? 0), 6);
					});
				}
			}),
			{ numRuns: 10, seed: 2 },
		);
	});

	test("of two equal judgements are worth one", () => {
		fc.assert(
			fc.property(finiteRows, (rows) => {
				const twice = rows.flatMap((row, i) => [row, row].map((each) => ({ ...each, voter: i })));
				const once = rows.map((row, i) => ({ ...row, voter: i }));
				const n = rows.length;
				const factor = Math.sqrt((2 * n - 1) / (2 * n - 3) / ((n - 1) / (n - 3)));
				const [x, y] = [once, twice].map((each) => se(each, { name: "bt-half", cluster: "voter" }));
				x?.forEach((error, i) => {
					expect(y?.[i]).toBeCloseTo(factor * error, 6);
				});
			}),
			{ numRuns: 10, seed: 2 },
		);
	});

	test("are counted, few of them are marked, and their intervals are wider for it", () => {
		const rows = [0, 1, 2, 3, 4, 5].flatMap((voter): Row[] =>
			[0, 1, 0, 2].map((outcome) => ({
				a: "x",
				b: "y",
				outcome: voter % 2 === 0 ? outcome : 1,
				voter,
			})),
		);
		const fit = fitColumns(columnsOf(rows), { name: "bt-half", cluster: "voter" });
		expect(fit.clusters).toBe(6);
		expect(fit.warnings).toEqual([{ code: "few-clusters", models: [] }]);
		expect(fit.multipliers[0]).toBeCloseTo(2.5706, 2);
		const [row] = fit.rows;
		const reach = ((row?.upper ?? 0) - (row?.rating ?? 0)) / (row?.standardError ?? 1);
		expect(reach).toBeCloseTo(fit.multipliers[0] ?? 0, 9);
	});
});

/** 400 judgements of two models, and of voters who always see it the same way. */
const stubborn = Array.from({ length: 40 }, (_, voter) => voter).flatMap((voter): Row[] =>
	Array.from({ length: 10 }, () => ({ a: "x", b: "y", outcome: voter < 22 ? 0 : 1, voter })),
);

describe("the bootstrap", () => {
	const width = (spec: Parameters<typeof fitColumns>[1]) => {
		const fit = fitColumns(columnsOf(stubborn), spec, seededRandom(5));
		const [row] = fit.rows;
		return ((row?.upper ?? 0) - (row?.lower ?? 0)) / (2 * 1.96);
	};
	const replicates = 2000;

	test("on sums has the width of the sandwich", () => {
		const [plain] = se(stubborn, { name: "bt-half" });
		const wide = width({ name: "bt-half", bootstrap: { replicates } });
		expect(wide / (plain ?? 0)).toBeGreaterThan(0.93);
		expect(wide / (plain ?? 0)).toBeLessThan(1.07);
	});

	test("by cluster has the width of the clustered sandwich, about three times as much", () => {
		const [clustered] = se(stubborn, { name: "bt-half", cluster: "voter" });
		const [plain] = se(stubborn, { name: "bt-half" });
		expect((clustered ?? 0) / (plain ?? 0)).toBeCloseTo(Math.sqrt((10 * 40) / 39), 1);
		const wide = width({
			name: "bt-half",
			cluster: "voter",
			bootstrap: { replicates, by: "cluster" },
		});
		expect(wide / (clustered ?? 0)).toBeGreaterThan(0.9);
		expect(wide / (clustered ?? 0)).toBeLessThan(1.1);
	});

	test("is the same again with the same seed, and covers coefficients and tie parameters", () => {
		const rows = stubborn.map((row, i) => ({ ...row, outcome: i % 5 === 0 ? 2 : row.outcome }));
		const fit = () =>
			fitColumns(
				columnsOf(rows),
				{ name: "bt-davidson", sideOrder: true, bootstrap: { replicates: 50 } },
				seededRandom(9),
			);
		// One model is always in slot a: the side order alone would explain it.
		expect(fit).toThrow(/side order open/);
		const mixed = rows.map((row, i) =>
			i % 2 === 0 ? row : { ...row, a: row.b, b: row.a, outcome: i % 3 },
		);
		const again = () =>
			fitColumns(
				columnsOf(mixed),
				{ name: "bt-davidson", sideOrder: true, bootstrap: { replicates: 50 } },
				seededRandom(9),
			);
		const result = again();
		expect(again()).toEqual(result);
		for (const { estimate, lower, upper } of [...result.coefficients, ...result.ties]) {
			expect(lower).toBeLessThan(estimate ?? 0);
			expect(upper).toBeGreaterThan(estimate ?? 0);
		}
	});

	test("holds replicates in which a model only won with the light prior, and says so", () => {
		const rows: Row[] = [0, 0, 0, 1].map((outcome) => ({ a: "x", b: "y", outcome }));
		const fit = fitColumns(
			columnsOf(rows),
			{ name: "bt-half", bootstrap: { replicates: 100 } },
			seededRandom(1),
		);
		expect(fit.bootstrap?.withPrior).toBeGreaterThan(10);
		expect(fit.warnings).toContainEqual({ code: "separated-replicates", models: [] });
	});
});

test("Poisson numbers have the mean and the variance", () => {
	for (const mean of [0, 0.3, 7, 250.5]) {
		const source = new PoissonSource(seededRandom(3));
		const draws = Array.from({ length: 20_000 }, () => source.draw(mean));
		const average = draws.reduce((sum, x) => sum + x, 0) / draws.length;
		const variance = draws.reduce((sum, x) => sum + (x - average) ** 2, 0) / draws.length;
		expect(Math.abs(average - mean)).toBeLessThanOrEqual(4 * Math.sqrt(mean / draws.length));
		expect(Math.abs(variance - mean)).toBeLessThanOrEqual(0.06 * mean);
	}
});

test("known quantiles and chances", () => {
	expect(studentQuantile(9)).toBeCloseTo(2.2622, 3);
	expect(studentQuantile(30)).toBeCloseTo(2.0423, 4);
	expect(studentQuantile(Infinity)).toBeCloseTo(1.959964, 6);
	expect(normalBelow(1.959963984540054)).toBeCloseTo(0.975, 12);
	expect(normalBelow(-1)).toBeCloseTo(0.15865525393145707, 14);
	expect(normalBelow(-6) / 9.865876450376981e-10).toBeCloseTo(1, 10);
});

test("anytime intervals hold at all times at once", () => {
	expect(anytimeMultiplier(1000)).toBeCloseTo(3.04, 1);
	expect(intervalMultiplier("normal", 50, null)).toBeCloseTo(1.96, 3);
	// A fair coin watched after each of 2,000 throws: how often does an interval ever miss 1/2?
	const random = seededRandom(4);
	let [missed, missedNormal] = [0, 0];
	const walks = 300;
	for (let walk = 0; walk < walks; walk++) {
		let heads = 0;
		let [out, outNormal] = [false, false];
		for (let t = 1; t <= 2000; t++) {
			heads += random.next() < 0.5 ? 1 : 0;
			const error = 0.5 / Math.sqrt(t);
			const off = Math.abs(heads / t - 0.5) / error;
			if (t >= 30) {
				out ||= off > intervalMultiplier("anytime", t, null);
				outNormal ||= off > 1.96;
			}
		}
		missed += out ? 1 : 0;
		missedNormal += outNormal ? 1 : 0;
	}
	expect(missed / walks).toBeLessThan(0.05);
	expect(missedNormal / walks).toBeGreaterThan(0.25);
});

test("differences carry their chance, and the interval of the method", () => {
	const fit = fitColumns(columnsOf(stubborn), { name: "bt-half", intervals: "anytime" });
	const difference = pairDifference(fit, "x", "y");
	const z = (difference?.difference ?? 0) / (difference?.standardError ?? 1);
	expect(difference?.chanceBetter).toBeCloseTo(normalBelow(z), 12);
	const reach = (difference?.upper ?? 0) - (difference?.difference ?? 0);
	expect(reach / (difference?.standardError ?? 1)).toBeCloseTo(anytimeMultiplier(400), 9);
	expect(pairDifference(fit, "y", "x")?.chanceBetter).toBeCloseTo(1 - normalBelow(z), 12);
});
