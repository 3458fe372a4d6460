import fc from "fast-check";
import { expect, test } from "vitest";
import { seededRandom } from "#lib/kernel/random.ts";
import { fitStrengths } from "./bradley-terry.ts";
import { mergeCells, type PairCell } from "./cells.ts";
import { differenceVariance, sandwichCovariance } from "./covariance.ts";
import { expectedOutcome } from "./expected.ts";
import { fitRatings } from "./fit.ts";
import { pairDifference } from "./fit-result.ts";
import { cell } from "./fixtures/fixture-cells.ts";
import { modelNames, pairTable } from "./pairs.ts";

const names = ["ant", "bee", "cat", "dog", "elk"];
const counts = fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9));
const board = fc.array(counts, { minLength: 10, maxLength: 10 }).map((rows) => {
	const cells: PairCell[] = [];
	for (let i = 0; i < names.length; i++)
		for (let j = 0; j < i; j++) {
			const [wins = 0, losses = 0, ties = 0] = rows[cells.length] ?? [];
			cells.push(cell(names[i] ?? "", names[j] ?? "", wins + 1, losses + 1, ties));
		}
	return cells;
});

function fitted(cells: PairCell[]) {
	const merged = mergeCells(cells);
	const table = pairTable(merged, modelNames(merged, []));
	return { table, strengths: fitStrengths(table) };
}

/** H V H, written out from the judgements and with plain arrays. */
function matricesOf(cells: PairCell[], strengths: Float64Array) {
	const zeros = () => names.map(() => names.map(() => 0));
	const [h, g] = [zeros(), zeros()];
	for (const each of cells) {
		const [a, b] = [names.indexOf(each.modelA), names.indexOf(each.modelB)];
		const p = 1 / (1 + Math.exp((strengths[b] ?? 0) - (strengths[a] ?? 0)));
		for (const [count, score] of [
			[each.winsA, 1],
			[each.winsB, 0],
			[each.ties, 0.5],
		] as const)
			for (const [i, x] of [[a, 1] as const, [b, -1] as const])
				for (const [j, y] of [[a, 1] as const, [b, -1] as const]) {
					const [rowH, rowG] = [h[i] ?? [], g[i] ?? []];
					rowH[j] = (rowH[j] ?? 0) + count * p * (1 - p) * x * y;
					rowG[j] = (rowG[j] ?? 0) + count * (score - p) ** 2 * x * y;
				}
	}
	return { h, g };
}

const product = (x: number[][], y: number[][]) =>
	x.map((row) =>
		(y[0] ?? []).map((_, j) => row.reduce((sum, v, k) => sum + v * (y[k]?.[j] ?? 0), 0)),
	);

// V = H+ G H+ is the only matrix with H V H = G whose rows add up to 0.
test("the centred covariance is the sandwich of the pseudo-inverse", () => {
	fc.assert(
		fc.property(board, (cells) => {
			const { table, strengths } = fitted(cells);
			const size = names.length;
			const level = new Float64Array(size).fill(1 / size);
			const flat = sandwichCovariance(table, strengths, level);
			const v = names.map((_, i) => [...flat.subarray(i * size, (i + 1) * size)]);
			const { h, g } = matricesOf(cells, strengths);
			const back = product(product(h, v), h);
			for (const [i, row] of v.entries()) {
				expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 12);
				for (const j of row.keys()) {
					expect(back[i]?.[j]).toBeCloseTo(g[i]?.[j] ?? Number.NaN, 9);
					expect(v[j]?.[i]).toBeCloseTo(v[i]?.[j] ?? Number.NaN, 12);
				}
			}
		}),
	);
});

test("two models: the variance by hand", () => {
	const { table, strengths } = fitted([cell("a", "b", 30, 10)]);
	const flat = sandwichCovariance(table, strengths, Float64Array.of(1, 0));
	// Without ties the sandwich is the inverse information: 1 / (n p (1 - p)).
	expect(flat[3]).toBeCloseTo(1 / (40 * 0.75 * 0.25), 12);
	expect([flat[0], flat[1], flat[2]]).toEqual([0, 0, 0]);
	expect(differenceVariance(flat, 2, 0, 1)).toBeCloseTo(1 / 7.5, 12);
});

test("ties make the difference of two models better known than the information says", () => {
	const { table, strengths } = fitted([cell("a", "b", 5, 5, 30)]);
	const flat = sandwichCovariance(table, strengths, Float64Array.of(1, 0));
	expect(flat[3]).toBeCloseTo(10 / 4 / (40 / 4) ** 2, 12);
});

test("95 % intervals cover the truth", () => {
	const random = seededRandom(20261);
	const truth = [1150, 1080, 1010, 960, 900, 900];
	const models = truth.map((_, i) => `model ${i}`);
	let [inside, pairsInside, total] = [0, 0, 0];
	for (let replication = 0; replication < 400; replication++) {
		const cells: PairCell[] = [];
		for (let vote = 0; vote < 300; vote++) {
			const a = Math.floor(random.next() * models.length);
			const b = (a + 1 + Math.floor(random.next() * (models.length - 1))) % models.length;
			// A fifth of the votes are ties, drawn so that the expected outcome stays the model's.
			const p = expectedOutcome(truth[a] ?? 0, truth[b] ?? 0);
			const tie = 0.4 * Math.min(p, 1 - p);
			const u = random.next();
			const [winsA, ties] = [u < p - tie / 2 ? 1 : 0, u >= p - tie / 2 && u < p + tie / 2 ? 1 : 0];
			cells.push(cell(models[a] ?? "", models[b] ?? "", winsA, 1 - winsA - ties, ties));
		}
		const fit = fitRatings({ cells, method: { name: "bt-half" } });
		for (const row of fit.rows) {
			const known = truth[models.indexOf(row.model)] ?? Number.NaN;
			inside += (row.lower ?? Infinity) < known && known < (row.upper ?? -Infinity) ? 1 : 0;
			total++;
		}
		const pair = pairDifference(fit, "model 0", "model 3");
		pairsInside += pair !== null && pair.lower < 190 && 190 < pair.upper ? 1 : 0;
	}
	expect(total).toBe(2400);
	expect(inside / total).toBeGreaterThan(0.925);
	expect(inside / total).toBeLessThan(0.975);
	expect(pairsInside / 400).toBeGreaterThan(0.925);
	expect(pairsInside / 400).toBeLessThan(0.975);
});
