import { expect, test } from "vitest";
import { seededRandom } from "#lib/kernel/random.ts";
import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import { fittedOutcomes } from "./fitted-outcomes.ts";
import { heldOutReport } from "./held-out-report.ts";

/** Votes by Davidson's model: chances of a, b and a tie as e^(z/2), e^(-z/2) and nu. */
function drawn(rows: number, nu: number): JudgementColumns {
	const random = seededRandom(3);
	const strengths = [1.6, 0.8, 0, -0.8, -1.6];
	const pick = () => Math.floor(random.next() * strengths.length);
	const slotA = new Int32Array(rows);
	const slotB = new Int32Array(rows);
	const outcome = new Uint8Array(rows);
	for (let row = 0; row < rows; row++) {
		const a = pick();
		const b = (a + 1 + Math.floor(random.next() * (strengths.length - 1))) % strengths.length;
		const z = (strengths[a] ?? 0) - (strengths[b] ?? 0);
		const [win, loss] = [Math.exp(z / 2), Math.exp(-z / 2)];
		const u = random.next() * (win + loss + nu);
		slotA[row] = a;
		slotB[row] = b;
		outcome[row] = u < win ? 0 : u < win + loss ? 1 : 2;
	}
	const models = strengths.map((_, i) => `m${i}`);
	return {
		models,
		slotA,
		slotB,
		outcome,
		score: null,
		weight: null,
		clusters: {},
		covariates: [],
		atMs: Float64Array.from(slotA, (_, row) => row),
	};
}

const board = drawn(6000, 1);

test.each(["davidson", "rao-kupper"] as const)(
	"%s gives chances that sum to 1, as it was fitted",
	(ties) => {
		const predict = fittedOutcomes(ties).fit(board);
		const chances = new Float64Array(4);
		const [first, last] = [board.models.length - 1, 0];
		const one = { ...board, slotA: Int32Array.of(last), slotB: Int32Array.of(first) };
		predict(one, 0, chances);
		expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 9);
		// z = 3.2: the truth is 4.953, 0.202 and 1, divided by their sum.
		const truth = ties === "davidson" ? [0.805, 0.033, 0.162] : [0.8, 0.04, 0.16];
		truth.forEach((chance, outcome) => {
			expect(Math.abs((chances[outcome] ?? 0) - chance)).toBeLessThan(0.04);
		});
	},
);

test("held-out votes tell that ties depend on how close the two are", () => {
	const { byFold, byTime } = heldOutReport(board, 5, seededRandom(1));
	for (const scores of [byFold, byTime ?? []]) {
		const [half, davidson] = scores;
		expect(davidson?.logLoss).toBeLessThan(half?.logLoss ?? 0);
		const gain = davidson?.gain;
		expect((gain?.mean ?? 0) / (gain?.standardError ?? 1)).toBeGreaterThan(2);
	}
	expect(byFold[1]?.calibration.error).toBeLessThan(0.05);
});
