import { outcomes } from "#lib/arena/outcome.ts";
import type { MergedCell } from "#lib/ranking/cells.ts";
import { refuseRow } from "./check-columns.ts";
import { exactSumUnit } from "./exact-sums.ts";
import type { JudgementColumns } from "./judgement-columns.ts";

/**
 * Judgements summed by models in slot `a` and `b` and by outcome: entry `k` stands for the pair
 * `slotA[k]`, `slotB[k]` (ascending; only pairs that were judged), its outcome `o` for `4 k + o` of
 * the sums. Soft outcomes of degree y are split into y of a win and 1 - y of a loss.
 */
export type DirectedCells = {
	/** Number of models. */
	size: number;
	slotA: Int32Array;
	slotB: Int32Array;
	/** How many judgements: the sum of the rows' weights. */
	counts: Float64Array;
	/** The same times the method's factors (half-life, propensity ...). */
	weights: Float64Array;
	/** The same times the squared factors, for variances. */
	squares: Float64Array;
	/** Per pair, the sum of y (1 - y) over soft outcomes, with squared factors; null without any. */
	softSpread: Float64Array | null;
};

export const OUTCOMES = outcomes.length;

/**
 * Sums columns into cells, in one pass. Whole numbers and weights alike are added exactly, so the
 * order of the rows does not change a digit. Throws `invalid-judgement` (400) for a model that is
 * not in `models`, one compared with itself, or an unknown outcome.
 */
export function directedCells(
	columns: JudgementColumns,
	factors: Float64Array | null,
	isSoft: boolean,
): DirectedCells {
	const size = columns.models.length;
	const score = isSoft ? columns.score : null;
	if (factors === null && columns.weight === null && score === null) {
		const counts = countRows(columns, size);
		const cells = compress(size, counts, [counts]);
		const whole = cells.sums[0] ?? new Float64Array(0);
		return { ...cells, counts: whole, weights: whole, squares: whole, softSpread: null };
	}
	countRows(columns, size);
	return weighRows(columns, factors, score);
}

/**
 * Counts rows by pair and outcome, and checks them on the way: every difference that must not be negative
 * leaves its sign in `bad`, so that ten million rows need no branch. Where one was wrong it is looked for.
 */
function countRows(columns: JudgementColumns, size: number): Uint32Array {
	const { slotA, slotB, outcome } = columns;
	const counts = new Uint32Array(size * size * OUTCOMES);
	const last = size - 1;
	let bad = 0;
	for (let row = 0; row < slotA.length; row++) {
		const a = slotA[row] ?? -1;
		const b = slotB[row] ?? -1;
		const o = outcome[row] ?? OUTCOMES;
		const apart = a ^ b;
		bad |= a | b | (last - a) | (last - b) | (OUTCOMES - 1 - o) | (apart - 1 - (apart >> 31));
		const at = Math.imul(Math.imul(a, size) + b, OUTCOMES) + o;
		counts[at] = (counts[at] ?? 0) + 1;
	}
	if (bad < 0) refuseFirst(columns, size);
	return counts;
}

function refuseFirst({ slotA, slotB, outcome }: JudgementColumns, size: number): void {
	for (let row = 0; row < slotA.length; row++) {
		const a = slotA[row] ?? -1;
		const b = slotB[row] ?? -1;
		const o = outcome[row] ?? OUTCOMES;
		if (a < 0 || a >= size || b < 0 || b >= size || a === b || o >= OUTCOMES)
			refuseModels(row, a, b, o, size);
	}
}

function refuseModels(row: number, a: number, b: number, outcome: number, size: number): never {
	if (!(a >= 0 && a < size)) refuseRow(row, "slotA", "is not a model's position");
	if (!(b >= 0 && b < size)) refuseRow(row, "slotB", "is not a model's position");
	if (a === b) refuseRow(row, "slotB", "is the same model as slotA");
	refuseRow(row, "outcome", `${outcome} is not an outcome`);
}

function weighRows(
	columns: JudgementColumns,
	factors: Float64Array | null,
	score: Float64Array | null,
): DirectedCells {
	const { slotA, slotB, outcome, weight } = columns;
	const size = columns.models.length;
	const length = slotA.length;
	const [counts, weights, squares, spread] = [OUTCOMES, OUTCOMES, OUTCOMES, 1].map(
		(width) => new Float64Array(size * size * width),
	) as [Float64Array, Float64Array, Float64Array, Float64Array];
	let heaviest = 0;
	let largest = 0;
	for (let row = 0; row < length; row++) {
		const count = weight?.[row] ?? 1;
		const factor = factors?.[row] ?? 1;
		heaviest = Math.max(heaviest, count, count * factor);
		largest = Math.max(largest, count * factor * factor);
	}
	const unit = exactSumUnit(heaviest, length);
	const squareUnit = exactSumUnit(largest, length);
	const add = (sums: Float64Array, at: number, value: number, step: number) => {
		sums[at] = (sums[at] ?? 0) + Math.round(value / step) * step;
	};
	for (let row = 0; row < length; row++) {
		const count = weight?.[row] ?? 1;
		const factor = factors?.[row] ?? 1;
		const pair = (slotA[row] ?? 0) * size + (slotB[row] ?? 0);
		const degree = score?.[row] ?? Number.NaN;
		if (Number.isNaN(degree)) {
			const at = pair * OUTCOMES + (outcome[row] ?? 0);
			add(counts, at, count, unit);
			add(weights, at, count * factor, unit);
			add(squares, at, count * factor * factor, squareUnit);
			continue;
		}
		for (const [o, share] of [degree, 1 - degree].entries()) {
			const at = pair * OUTCOMES + o;
			add(counts, at, count * share, unit);
			add(weights, at, count * factor * share, unit);
			add(squares, at, count * factor * factor * share, squareUnit);
		}
		add(spread, pair, count * factor * factor * degree * (1 - degree), squareUnit);
	}
	const cells = compress(size, counts, [counts, weights, squares]);
	const [packed, weighted, squared] = cells.sums as [Float64Array, Float64Array, Float64Array];
	const softSpread =
		score === null
			? null
			: Float64Array.from(cells.slotA, (a, k) => spread[a * size + (cells.slotB[k] ?? 0)] ?? 0);
	return { ...cells, counts: packed, weights: weighted, squares: squared, softSpread };
}

/** Keeps the pairs that have any count. */
function compress(
	size: number,
	counts: Uint32Array | Float64Array,
	sums: (Uint32Array | Float64Array)[],
) {
	const all = size * size;
	let pairs = 0;
	for (let pair = 0; pair < all; pair++) if (isJudged(counts, pair)) pairs++;
	const slotA = new Int32Array(pairs);
	const slotB = new Int32Array(pairs);
	const places = new Int32Array(pairs);
	for (let a = 0, k = 0, pair = 0; a < size; a++)
		for (let b = 0; b < size; b++, pair++) {
			if (!isJudged(counts, pair)) continue;
			slotA[k] = a;
			slotB[k] = b;
			places[k++] = pair * OUTCOMES;
		}
	const packed = sums.map((values) => packSums(values, places));
	return { size, slotA, slotB, sums: packed };
}

function isJudged(counts: Uint32Array | Float64Array, pair: number): boolean {
	const at = pair * OUTCOMES;
	const decisive = (counts[at] ?? 0) + (counts[at + 1] ?? 0);
	return decisive + ((counts[at + 2] ?? 0) + (counts[at + 3] ?? 0)) > 0;
}

function packSums(values: Uint32Array | Float64Array, places: Int32Array): Float64Array {
	const packed = new Float64Array(places.length * OUTCOMES);
	for (let k = 0, to = 0; k < places.length; k++) {
		const from = places[k] ?? 0;
		for (let o = 0; o < OUTCOMES; o++) packed[to++] = values[from + o] ?? 0;
	}
	return packed;
}

/** The same from merged cells, whose models must all be in `models`. */
export function directedFromMerged(
	merged: readonly MergedCell[],
	models: readonly string[],
): DirectedCells {
	const numbers = new Map(models.map((model, index) => [model, index]));
	const kept = merged.filter((cell) => cell.winsA + cell.winsB + cell.ties + cell.bothBad > 0);
	const counts = new Float64Array(kept.length * OUTCOMES);
	kept.forEach((cell, k) => {
		counts.set([cell.winsA, cell.winsB, cell.ties, cell.bothBad], k * OUTCOMES);
	});
	return {
		size: models.length,
		slotA: Int32Array.from(kept, (cell) => numbers.get(cell.modelA) ?? 0),
		slotB: Int32Array.from(kept, (cell) => numbers.get(cell.modelB) ?? 0),
		counts,
		weights: counts,
		squares: counts,
		softSpread: null,
	};
}
