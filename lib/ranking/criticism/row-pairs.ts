import { AppError } from "#lib/kernel/app-error.ts";
import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import type { PairTable } from "#lib/ranking/pairs.ts";

/** Judgements by pair, and where each row went. */
export type RowPairs = {
	table: PairTable;
	/** The row of `table` for each judgement; -1 for a judgement of weight 0. */
	pair: Int32Array;
	/** The outcome for the pair's first model, in [0, 1]. */
	score: Float64Array;
	weight: Float64Array;
	/** True when every row is whole judgements with hard outcomes, so that sums are exact. */
	isWhole: boolean;
};

const SCORES = [1, 0, 0.5, 0.5];

/**
 * Sums judgements by pair. A soft outcome counts as the mixture of a win and a tie (or a loss and a
 * tie) with the same mean.
 *
 * Throws `invalid-columns` (400) for columns of unequal length, models out of range or compared with
 * themselves, unknown outcomes, and weights or scores that are no numbers.
 */
export function pairRows(columns: JudgementColumns): RowPairs {
	checkColumns(columns);
	const { slotA, slotB, outcome } = columns;
	const size = columns.models.length;
	const numbers = new Int32Array(size * size).fill(-1);
	const rows = slotA.length;
	const weight = columns.weight ?? new Float64Array(rows).fill(1);
	const keys = new Int32Array(rows);
	for (let row = 0; row < rows; row++) {
		const a = slotA[row] ?? 0;
		const b = slotB[row] ?? 0;
		const key = a < b ? a * size + b : b * size + a;
		keys[row] = key;
		if ((weight[row] ?? 0) > 0) numbers[key] = 0;
	}
	let count = 0;
	numbers.forEach((number, key) => {
		if (number === 0) numbers[key] = count++;
	});
	const table = emptyTable(size, count);
	numbers.forEach((number, key) => {
		if (number === -1) return;
		table.first[number] = Math.floor(key / size);
		table.second[number] = key % size;
	});
	const pair = new Int32Array(rows);
	const score = new Float64Array(rows);
	for (let row = 0; row < rows; row++) {
		const soft = columns.score?.[row] ?? Number.NaN;
		const forA = Number.isNaN(soft) ? (SCORES[outcome[row] ?? 0] ?? 0) : soft;
		score[row] = (slotA[row] ?? 0) < (slotB[row] ?? 0) ? forA : 1 - forA;
		const isCounted = (weight[row] ?? 0) > 0;
		pair[row] = isCounted ? (numbers[keys[row] ?? 0] ?? -1) : -1;
		if (isCounted) addJudgement(table, pair[row] ?? 0, score[row] ?? 0, weight[row] ?? 0);
	}
	const isWhole = columns.score === null && (columns.weight?.every(Number.isInteger) ?? true);
	return { table, pair, score, weight, isWhole };
}

/** Adds a judgement (takes one away with a negative weight) in place. */
export function addJudgement(table: PairTable, k: number, score: number, weight: number): void {
	const clear = Math.abs(2 * score - 1) * weight;
	const wins = score > 0.5 ? table.winsFirst : table.winsSecond;
	wins[k] = (wins[k] ?? 0) + clear;
	table.halves[k] = (table.halves[k] ?? 0) + (weight - clear);
}

/** The table, or a copy of it, without its pairs that have no judgements left. */
export function withoutEmptyPairs(table: PairTable): PairTable {
	const { first, second, winsFirst, winsSecond, halves } = table;
	const isEmpty = (k: number) =>
		!((winsFirst[k] ?? 0) + (winsSecond[k] ?? 0) + (halves[k] ?? 0) > 0);
	let empty = 0;
	for (let k = 0; k < first.length; k++) if (isEmpty(k)) empty++;
	if (empty === 0) return table;
	const kept = emptyTable(table.size, first.length - empty);
	for (let k = 0, at = 0; k < first.length; k++) {
		if (isEmpty(k)) continue;
		kept.first[at] = first[k] ?? 0;
		kept.second[at] = second[k] ?? 0;
		kept.winsFirst[at] = winsFirst[k] ?? 0;
		kept.winsSecond[at] = winsSecond[k] ?? 0;
		kept.halves[at++] = halves[k] ?? 0;
	}
	return kept;
}

function emptyTable(size: number, pairs: number): PairTable {
	return {
		size,
		first: new Int32Array(pairs),
		second: new Int32Array(pairs),
		winsFirst: new Float64Array(pairs),
		winsSecond: new Float64Array(pairs),
		halves: new Float64Array(pairs),
	};
}

function checkColumns(columns: JudgementColumns): void {
	const { models, slotA, slotB, outcome, score, weight, clusters, atMs } = columns;
	const rows = slotA.length;
	const fail = (problem: string, row: number | null): never => {
		throw new AppError("invalid-columns", `Judgement columns: ${problem}.`, { data: { row } });
	};
	const voter = clusters.voter ?? null;
	for (const column of [slotB, outcome, score, weight, voter, atMs])
		if (column !== null && column.length !== rows) fail("columns differ in length", null);
	for (let row = 0; row < rows; row++) {
		const a = slotA[row] ?? -1;
		const b = slotB[row] ?? -1;
		if (a < 0 || b < 0 || a >= models.length || b >= models.length) fail("unknown model", row);
		if (a === b) fail("a model is compared with itself", row);
		if ((outcome[row] ?? 0) >= SCORES.length) fail("unknown outcome", row);
		const heavy = weight?.[row] ?? 1;
		if (!(heavy >= 0 && heavy < Number.POSITIVE_INFINITY)) fail("a weight is no number", row);
		const soft = score?.[row] ?? Number.NaN;
		if (soft < 0 || soft > 1) fail("a score is outside 0 to 1", row);
	}
}
