import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isAppError } from "#lib/kernel/app-error.ts";
import { seededRandom } from "#lib/kernel/random.ts";
import { columnsOf, type Row, referenceStrengths, simulateRows } from "./board.fixture.ts";
import { calibrationTable } from "./calibration.ts";
import { assignFolds, selectRows } from "./folds.ts";
import { heldOut, prequential } from "./held-out.ts";
import { meanByVoter, predictionsOfLosses } from "./log-loss.ts";
import { halfTies, type OutcomeModel } from "./outcome-models.ts";
import { orderByTime } from "./time-order.ts";

/** Predicts the same chances for everything. */
const constant = (name: string, chances: readonly number[]): OutcomeModel => ({
	name,
	fit: () => (_, __, into) => into.set(chances),
});

const rows = simulateRows([0.8, 0, -0.5, 0.2], 400, seededRandom(6), { tieShare: 0.2, voters: 30 });
const columns = columnsOf(4, rows);

describe("folds", () => {
	test("are even, and keep voters together when asked", () => {
		fc.assert(
			fc.property(fc.integer({ min: 2, max: 10 }), fc.nat(), (count, seed) => {
				const folds = assignFolds(columns, count, seededRandom(seed));
				const sizes = new Array<number>(count).fill(0);
				for (const fold of folds) sizes[fold] = (sizes[fold] ?? 0) + 1;
				expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
				const byVoter = assignFolds(columns, count, seededRandom(seed), "voter");
				const foldOf = new Map(rows.map(({ voter }, row) => [voter, byVoter[row]]));
				rows.forEach(({ voter }, row) => {
					expect(byVoter[row]).toBe(foldOf.get(voter));
				});
				expect(new Set(byVoter).size).toBe(count);
			}),
			{ numRuns: 20 },
		);
	});

	test("unknown voters are alone; too many or too few folds are refused", () => {
		const unknown = columnsOf(2, [
			{ a: 0, b: 1, outcome: 0 },
			{ a: 0, b: 1, outcome: 1 },
		]);
		expect([...assignFolds(unknown, 2, seededRandom(1), "voter")].sort()).toEqual([0, 1]);
		for (const count of [1, 2.5, 3, Number.NaN])
			expect(() => assignFolds(unknown, count, seededRandom(1))).toThrowError(
				expect.toSatisfy((error) => isAppError(error, "invalid-folds")),
			);
		expect(() => heldOut(unknown, [halfTies], Int32Array.of(0, 0))).toThrowError(
			expect.toSatisfy((error) => isAppError(error, "invalid-folds")),
		);
	});

	test("selected rows keep every column", () => {
		const whole = {
			...columnsOf(2, [
				{ a: 0, b: 1, outcome: 3, voter: 4, atMs: 10, weight: 2, score: 0.25 },
				{ a: 1, b: 0, outcome: 1, voter: 7, atMs: 20, weight: 3 },
			]),
			covariates: [{ name: "length", values: Float64Array.of(5, 6) }],
		};
		expect(selectRows(whole, Int32Array.of(1))).toEqual({
			models: whole.models,
			slotA: Int32Array.of(1),
			slotB: Int32Array.of(0),
			outcome: Uint8Array.of(1),
			score: Float64Array.of(Number.NaN),
			weight: Float64Array.of(3),
			clusters: { voter: Int32Array.of(7) },
			covariates: [{ name: "length", values: Float64Array.of(6) }],
			atMs: Float64Array.of(20),
		});
	});
});

describe("the baseline", () => {
	test("divides what the ties leave by an independent fit's chances", () => {
		const predict = halfTies.fit(columns);
		const board = rows.map(({ a, b, outcome }) => [
			a,
			b,
			Number(outcome === 0),
			Number(outcome === 1),
			Number(outcome === 2),
		]);
		const strengths = referenceStrengths(4, board) ?? [];
		const ties = (rows.filter(({ outcome }) => outcome === 2).length + 0.5) / 402;
		const bothBad = 0.5 / 402;
		const chances = new Float64Array(4);
		for (const [row, { a, b }] of rows.entries()) {
			predict(columns, row, chances);
			const p = 1 / (1 + Math.exp((strengths[b] ?? 0) - (strengths[a] ?? 0)));
			[(1 - ties - bothBad) * p, (1 - ties - bothBad) * (1 - p), ties, bothBad].forEach(
				(chance, kind) => {
					expect(chances[kind]).toBeCloseTo(chance, 8);
				},
			);
		}
	});

	test("knows nothing of models it has not seen", () => {
		const predict = halfTies.fit(selectRows(columns, new Int32Array(0)));
		const chances = new Float64Array(4);
		predict(columns, 0, chances);
		expect([...chances]).toEqual([0.25, 0.25, 0.25, 0.25]);
	});
});

describe("held out", () => {
	test("log-loss of known chances, by hand", () => {
		const folds = assignFolds(columns, 5, seededRandom(1));
		const [guess, sure] = heldOut(
			columns,
			[constant("guess", [0.4, 0.4, 0.1, 0.1]), constant("sure", [0, 1, 0, 0])],
			folds,
		);
		const counts = [0, 1, 2].map((kind) => rows.filter(({ outcome }) => outcome === kind).length);
		const [a = 0, b = 0, tie = 0] = counts;
		const mean = -((a + b) * Math.log(0.4) + tie * Math.log(0.2)) / 400;
		expect(guess?.logLoss.mean).toBeCloseTo(mean, 12);
		expect(guess?.logLoss.votes).toBe(400);
		expect(guess?.againstFirst).toBeNull();
		expect(sure?.losses.floored).toBe(a + tie);
		expect(sure?.logLoss.mean).toBeCloseTo((-(a + tie) * Math.log(1e-12)) / 400, 9);
		expect(sure?.againstFirst?.mean).toBeCloseTo((sure?.logLoss.mean ?? 0) - mean, 9);
		const [own] = heldOut(columns, [constant("guess", [0.4, 0.4, 0.1, 0.1])], folds, {
			bothBad: "own",
		});
		expect(own?.logLoss.mean).toBeCloseTo(mean + (tie * Math.LN2) / 400, 12);
	});

	test("no judgement is predicted by a fit that has seen it", () => {
		const seen: number[] = [];
		const spy: OutcomeModel = {
			name: "spy",
			fit: (known) => {
				const times = new Set(known.atMs);
				return (others, row, into) => {
					expect(times.has(others.atMs?.[row] ?? -1)).toBe(false);
					seen.push(others.atMs?.[row] ?? -1);
					into.fill(0.25);
				};
			},
		};
		heldOut(columns, [spy], assignFolds(columns, 4, seededRandom(2)));
		expect(seen.sort((x, y) => x - y)).toEqual(rows.map((_, at) => at));
	});

	test("a better model is found better, by more than its error", () => {
		const skewed = columnsOf(3, simulateRows([1.5, 0, -1.5], 1500, seededRandom(3)));
		const folds = assignFolds(skewed, 5, seededRandom(3));
		const [blind, fitted] = heldOut(
			skewed,
			[constant("blind", [0.499, 0.499, 0.001, 0.001]), halfTies],
			folds,
		);
		const { mean = 0, standardError = 1 } = fitted?.againstFirst ?? {};
		expect(mean).toBeLessThan(-5 * standardError);
		expect(fitted?.byFold).toHaveLength(5);
		expect(fitted?.logLoss.mean).toBeLessThan(blind?.logLoss.mean ?? 0);
		const calibration = calibrationTable(
			predictionsOfLosses(
				skewed,
				fitted?.losses ?? { loss: new Float64Array(0), expected: new Float64Array(0), floored: 0 },
			),
		);
		expect(calibration.bins.reduce((sum, bin) => sum + bin.votes, 0)).toBe(1500);
		expect(calibration.error).toBeLessThan(0.06);
	});

	test("soft outcomes and weights count as their mixture", () => {
		const soft = columnsOf(2, [
			{ a: 0, b: 1, outcome: 0, score: 0.75, weight: 3 },
			{ a: 0, b: 1, outcome: 1, weight: 1 },
		]);
		const [score] = heldOut(soft, [constant("x", [0.5, 0.2, 0.3, 0])], Int32Array.of(0, 1));
		const loss = -(3 * (0.5 * Math.log(0.5) + 0.5 * Math.log(0.3)) + Math.log(0.2)) / 4;
		expect(score?.logLoss.mean).toBeCloseTo(loss, 12);
	});
});

describe("prequential", () => {
	test("each block is predicted from all that came before, and only that", () => {
		const shuffled = [...rows].reverse();
		const blocks: number[] = [];
		const spy: OutcomeModel = {
			name: "spy",
			fit: (known) => {
				const latest = Math.max(...(known.atMs ?? []));
				expect(latest).toBe(known.slotA.length - 1);
				blocks.push(known.slotA.length);
				return (others, row, into) => {
					expect(others.atMs?.[row]).toBeGreaterThan(latest);
					into.fill(0.25);
				};
			},
		};
		const [score] = prequential(columnsOf(4, shuffled), [spy], { blocks: 4 });
		expect(blocks).toEqual([100, 200, 300]);
		expect(score?.logLoss.votes).toBe(300);
		expect(score?.byFold).toHaveLength(3);
	});

	test("needs times and enough judgements", () => {
		const timeless = { ...columns, atMs: null };
		for (const [board, blocks] of [
			[timeless, 4],
			[columns, 1],
			[columns, 401],
		] as const)
			expect(() => prequential(board, [halfTies], { blocks })).toThrowError(
				expect.toSatisfy((error) => isAppError(error, "invalid-blocks")),
			);
	});
});

test("the standard error takes votes of one voter together", () => {
	const four: Row[] = [0, 0, 1, 1].map((voter) => ({ a: 0, b: 1, outcome: 0, voter }));
	const values = Float64Array.of(3, 3, 1, 1);
	expect(meanByVoter(columnsOf(2, four), values)).toEqual({
		mean: 2,
		standardError: Math.sqrt(2 * 2 ** 2) / 4,
		votes: 4,
	});
	const alone = four.map(({ a, b, outcome }) => ({ a, b, outcome }));
	expect(meanByVoter(columnsOf(2, alone), values)?.standardError).toBeCloseTo(0.5, 12);
	expect(meanByVoter(columnsOf(2, four), new Float64Array(4).fill(Number.NaN))).toBeNull();
});

test("time order is that of a stable sort, for any times", () => {
	const times = fc.oneof(
		fc.array(fc.integer({ min: -5, max: 5 })),
		fc.array(fc.integer({ min: 0, max: 2 ** 45 })),
		fc.array(fc.double({ noNaN: true })),
	);
	fc.assert(
		fc.property(times, (list) => {
			const expected = [...list.keys()].sort((x, y) => {
				const difference = (list[x] ?? 0) - (list[y] ?? 0);
				return difference < 0 ? -1 : difference > 0 ? 1 : x - y;
			});
			expect([...orderByTime(Float64Array.from(list))]).toEqual(expected);
		}),
	);
});
