import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isAppError } from "#lib/kernel/app-error.ts";
import { randomInt, seededRandom } from "#lib/kernel/random.ts";
import { columnsOf, type Row, referenceStrengths, simulateRows } from "./board.fixture.ts";
import { pairsOfCells } from "./fitted-pairs.ts";
import { voterInfluence } from "./leave-voter-out.ts";
import { outlierVoters } from "./outlier-voters.ts";
import { pairRows } from "./row-pairs.ts";

const boardOf = (rows: readonly Row[]) =>
	rows.map(({ a, b, outcome }) => [
		a,
		b,
		Number(outcome === 0),
		Number(outcome === 1),
		Number(outcome >= 2),
	]);

describe("rows into pairs", () => {
	test("the same pairs as from cells", () => {
		const rows = simulateRows([0.5, 0, -0.5], 200, seededRandom(1), { tieShare: 0.3 });
		const columns = columnsOf(3, rows);
		const cells = rows.map(({ a, b, outcome }) => ({
			modelA: columns.models[a] ?? "",
			modelB: columns.models[b] ?? "",
			winsA: Number(outcome === 0),
			winsB: Number(outcome === 1),
			ties: Number(outcome === 2),
			bothBad: 0,
		}));
		const { table, pair, score } = pairRows(columns);
		expect(pairsOfCells(cells)).toEqual({ models: columns.models, table });
		rows.forEach(({ a, b, outcome }, row) => {
			const k = pair[row] ?? -1;
			expect([table.first[k], table.second[k]]).toEqual([Math.min(a, b), Math.max(a, b)]);
			expect(score[row]).toBe(outcome === 2 ? 0.5 : (outcome === 0) === a < b ? 1 : 0);
		});
	});

	test("weights, soft outcomes, and rows that do not count", () => {
		const { table, pair } = pairRows(
			columnsOf(3, [
				{ a: 1, b: 0, outcome: 0, score: 0.75, weight: 4 },
				{ a: 0, b: 1, outcome: 0, weight: 0 },
				{ a: 0, b: 2, outcome: 0, weight: 0 },
			]),
		);
		expect(table).toMatchObject({
			winsFirst: Float64Array.of(0),
			winsSecond: Float64Array.of(2),
			halves: Float64Array.of(2),
		});
		expect([...pair]).toEqual([0, -1, -1]);
	});

	test.each<[string, Partial<Row>]>([
		["an unknown model", { b: 2 }],
		["a negative model", { a: -1 }],
		["a model against itself", { b: 0 }],
		["an unknown outcome", { outcome: 4 }],
		["a negative weight", { weight: -1 }],
		["an infinite weight", { weight: Number.POSITIVE_INFINITY }],
		["no weight", { weight: Number.NaN }],
		["a score above 1", { score: 1.5 }],
	])("%s is refused", (_, fault) => {
		const columns = columnsOf(2, [{ a: 0, b: 1, outcome: 0, ...fault }]);
		expect(() => pairRows(columns)).toThrowError(
			expect.toSatisfy((error) => isAppError(error, "invalid-columns")),
		);
	});

	test("columns of unequal length are refused", () => {
		const columns = columnsOf(2, [{ a: 0, b: 1, outcome: 0, voter: 1 }]);
		for (const broken of [
			{ ...columns, slotB: new Int32Array(0) },
			{ ...columns, outcome: new Uint8Array(2) },
			{ ...columns, clusters: { voter: new Int32Array(2) } },
			{ ...columns, atMs: new Float64Array(0) },
		])
			expect(() => pairRows(broken)).toThrowError(
				expect.toSatisfy((error) => isAppError(error, "invalid-columns")),
			);
	});
});

describe("leave one voter out", () => {
	const rows = simulateRows([0.9, 0.2, -0.3, -0.8], 600, seededRandom(8), {
		tieShare: 0.2,
		voters: 12,
	});
	const columns = columnsOf(4, rows);
	const before = referenceStrengths(4, boardOf(rows)) ?? [];
	const shiftsWithout = (voter: number) => {
		const after = referenceStrengths(4, boardOf(rows.filter((row) => row.voter !== voter))) ?? [];
		return after.map((strength, i) => strength - (before[i] ?? 0));
	};

	test("the exact shift is that of an independent fit, one step is near it", () => {
		const { largest } = voterInfluence(columns, { largest: 12, exact: 12 });
		expect(largest).toHaveLength(12);
		for (const { voter, model, oneStep, exact, votes } of largest) {
			const shift = shiftsWithout(voter)[model] ?? Number.NaN;
			expect(exact).toBeCloseTo(shift, 7);
			expect(Math.abs(oneStep - shift)).toBeLessThan(0.25 * Math.abs(shift));
			expect(votes).toBe(rows.filter((row) => row.voter === voter).length);
		}
		const sizes = largest.map(({ oneStep }) => Math.abs(oneStep));
		expect(sizes).toEqual([...sizes].sort((x, y) => y - x));
	});

	test("for every model the voter who moves it most", () => {
		const { byModel } = voterInfluence(columns);
		const all = Array.from({ length: 12 }, (_, voter) => shiftsWithout(voter));
		expect(byModel.map(({ model }) => model)).toEqual([0, 1, 2, 3]);
		for (const { voter, model, oneStep } of byModel) {
			const most = Math.max(...all.map((shifts) => Math.abs(shifts[model] ?? 0)));
			// One step may prefer another voter who moves the rating almost as far.
			expect(Math.abs(all[voter]?.[model] ?? 0)).toBeGreaterThan(0.8 * most);
			expect(Math.sign(oneStep)).toBe(Math.sign(all[voter]?.[model] ?? 0));
		}
	});

	test("the order of the rows does not matter; only the first few are refitted", () => {
		const { largest } = voterInfluence(columns, { exact: 2 });
		const turned = voterInfluence(columnsOf(4, [...rows].reverse()), { exact: 2 }).largest;
		expect(turned.map(({ voter, model }) => [voter, model])).toEqual(
			largest.map(({ voter, model }) => [voter, model]),
		);
		expect(largest.map(({ exact }) => exact === null)).toEqual(
			largest.map((_, place) => place >= 2),
		);
	});

	test("a model that leaves with its voter has no exact shift", () => {
		const { largest } = voterInfluence(
			columnsOf(2, [
				{ a: 0, b: 1, outcome: 0, voter: 3 },
				{ a: 0, b: 1, outcome: 1, voter: 3 },
				{ a: 0, b: 1, outcome: 0, voter: 3 },
			]),
		);
		expect(largest).toMatchObject([{ voter: 3, votes: 3, exact: null }]);
		expect(voterInfluence(columnsOf(2, []))).toEqual({ byModel: [], largest: [] });
	});
});

describe("outlier voters", () => {
	/** The rule written out: for each voter the product over decisive votes, history before each. */
	function byDefinition(rows: readonly Row[], voter: number): number {
		let product = 1;
		const sorted = [...rows].sort((x, y) => (x.atMs ?? 0) - (y.atMs ?? 0));
		sorted.forEach((row, at) => {
			if (row.voter !== voter || row.outcome >= 2) return;
			const winner = row.outcome === 0 ? row.a : row.b;
			const past = sorted
				.slice(0, at)
				.filter((other) => other.outcome < 2 && [other.a, other.b].includes(row.a))
				.filter((other) => [other.a, other.b].includes(row.b));
			const same = past.filter((other) => (other.outcome === 0 ? other.a : other.b) === winner);
			product *= 1 / (2 * ((same.length + 1) / (past.length + 1)));
		});
		return product;
	}

	test("equals the rule written out", () => {
		fc.assert(
			fc.property(fc.nat(), (seed) => {
				const rows = simulateRows([1, 0, -1], 120, seededRandom(seed), {
					tieShare: 0.2,
					voters: 6,
				});
				for (const { voter, votes, decisive, logEvidence, isOutlier } of outlierVoters(
					columnsOf(3, [...rows].reverse()),
				)) {
					const own = rows.filter((row) => row.voter === voter);
					expect(votes).toBe(own.length);
					expect(decisive).toBe(own.filter((row) => row.outcome < 2).length);
					const product = byDefinition(rows, voter);
					expect(logEvidence).toBeCloseTo(Math.log(product), 9);
					expect(isOutlier).toBe(votes >= 5 && product > 20);
				}
			}),
			{ numRuns: 30 },
		);
	});

	test("honest voters are rejected in less than 5 %, one who votes against history at once", () => {
		let [rejected, voters] = [0, 0];
		for (let seed = 0; seed < 30; seed++) {
			const honest = simulateRows([1.2, 0.3, -0.4, -1.4], 1500, seededRandom(seed), { voters: 60 });
			const random = seededRandom(seed + 1000);
			// Always for the weaker of two models, whose numbers follow their strengths.
			const rigger: Row[] = Array.from({ length: 20 }, (_, at) => {
				const a = randomInt(random, 3);
				return { a, b: a + 1, outcome: 1, voter: 60, atMs: 2000 + at };
			});
			const found = outlierVoters(columnsOf(4, [...honest, ...rigger]));
			expect(found.find(({ voter }) => voter === 60)).toMatchObject({ isOutlier: true });
			rejected += found.filter(({ voter, isOutlier }) => voter < 60 && isOutlier).length;
			voters += 60;
		}
		expect(rejected / voters).toBeLessThan(0.05);
	});

	test("four votes are too few; ties, unknown voters and weight 0 say nothing", () => {
		const history: Row[] = Array.from({ length: 100 }, (_, at) => ({
			a: 0,
			b: 1,
			outcome: 0,
			atMs: at,
		}));
		const against = (count: number, outcome: number, weight = 1): Row[] =>
			Array.from({ length: count }, (_, at) => ({
				a: 0,
				b: 1,
				outcome,
				voter: 9,
				atMs: 200 + at,
				weight,
			}));
		const found = (rows: readonly Row[]) => outlierVoters(columnsOf(2, [...history, ...rows]));
		expect(found(against(4, 1))).toMatchObject([{ voter: 9, votes: 4, isOutlier: false }]);
		expect(found(against(4, 1))[0]?.logEvidence).toBeGreaterThan(Math.log(20));
		expect(found(against(5, 1))).toMatchObject([{ votes: 5, isOutlier: true }]);
		expect(found(against(5, 2))).toMatchObject([{ votes: 5, decisive: 0, logEvidence: 0 }]);
		expect(found(against(5, 1, 0))).toEqual([]);
		expect(found([])).toEqual([]);
	});

	test("votes at one instant do not see each other, and without times all are history", () => {
		const at = (outcome: number, atMs?: number): Row => ({
			a: 0,
			b: 1,
			outcome,
			voter: outcome,
			...(atMs === undefined ? {} : { atMs }),
		});
		const together = outlierVoters(columnsOf(2, [at(0, 5), at(1, 5), at(1, 5)]));
		// Alone with itself a vote has p = 1, a factor of 1/2.
		expect(together.map(({ voter, logEvidence }) => [voter, logEvidence])).toEqual([
			[0, Math.log(1 / 2)],
			[1, 2 * Math.log(1 / 2)],
		]);
		const timeless = outlierVoters(columnsOf(2, [at(0), at(1), at(1)]));
		expect(timeless.find(({ voter }) => voter === 0)?.logEvidence).toBeCloseTo(Math.log(3 / 2), 12);
		expect(timeless.find(({ voter }) => voter === 1)?.logEvidence).toBeCloseTo(
			2 * Math.log(3 / 4),
			12,
		);
	});
});
