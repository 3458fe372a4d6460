import { type DirectedCells, OUTCOMES } from "#lib/ranking/columns/directed-cells.ts";
import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import type { TieRule } from "#lib/ranking/method-spec.ts";
import type { RowBlocks } from "./problem.ts";

const degrees = [1, 0, 0.5, 0.5] as const;

/** True for an outcome that the rule leaves out. */
function isDropped(rule: TieRule, outcome: number): boolean {
	return rule === "drop" && outcome >= 2;
}

/** Rows from cells: one for each pair and outcome; the side order, if asked for, is the covariate. */
export function blocksOfCells(cells: DirectedCells, rule: TieRule, sideOrder: boolean): RowBlocks {
	const blocks = cells.slotA.length;
	const starts = new Int32Array(blocks + 1);
	const most = blocks * OUTCOMES;
	const [outcome, degree] = [new Uint8Array(most), new Float64Array(most)];
	const [weight, square] = [new Float64Array(most), new Float64Array(most)];
	let length = 0;
	for (let k = 0; k < blocks; k++) {
		for (let o = 0; o < OUTCOMES; o++) {
			const weighs = cells.weights[k * OUTCOMES + o] ?? 0;
			if (!(weighs > 0) || isDropped(rule, o)) continue;
			outcome[length] = o;
			degree[length] = degrees[o] ?? 0.5;
			weight[length] = weighs;
			square[length++] = cells.squares[k * OUTCOMES + o] ?? 0;
		}
		starts[k + 1] = length;
	}
	return {
		slotA: cells.slotA,
		slotB: cells.slotB,
		starts,
		outcome: outcome.subarray(0, length),
		degree: degree.subarray(0, length),
		weight: weight.subarray(0, length),
		square: square.subarray(0, length),
		x: new Float64Array(sideOrder ? length : 0).fill(1),
		width: sideOrder ? 1 : 0,
		softSpread: cells.softSpread,
		byColumn: null,
	};
}

/**
 * Rows from columns with covariates, brought into the order of pairs by counting,
 * so that a pass reads memory from front to back.
 */
export function blocksOfColumns(
	columns: JudgementColumns,
	factors: Float64Array | null,
	covariates: readonly Float64Array[],
	rule: TieRule,
): RowBlocks {
	const size = columns.models.length;
	const { slotA, slotB, outcome, weight } = columns;
	const pairOf = new Int32Array(slotA.length);
	const ends = new Int32Array(size * size + 1);
	let length = 0;
	for (let row = 0; row < slotA.length; row++) {
		const weighs = (weight === null ? 1 : (weight[row] ?? 0)) * (factors?.[row] ?? 1) > 0;
		const isKept = weighs && !isDropped(rule, outcome[row] ?? 0);
		const pair = isKept ? (slotA[row] ?? 0) * size + (slotB[row] ?? 0) : -1;
		pairOf[row] = pair;
		if (!isKept) continue;
		ends[pair + 1] = (ends[pair + 1] ?? 0) + 1;
		length++;
	}
	const pairs: number[] = [];
	for (let pair = 0; pair < size * size; pair++) {
		if ((ends[pair + 1] ?? 0) > 0) pairs.push(pair);
		ends[pair + 1] = (ends[pair + 1] ?? 0) + (ends[pair] ?? 0);
	}
	const starts = Int32Array.from([...pairs.map((pair) => ends[pair] ?? 0), length]);
	// Only numbers are scattered; the wide rows are then fetched in order, which memory does faster.
	const order = new Int32Array(length);
	for (let row = 0; row < slotA.length; row++) {
		const pair = pairOf[row] ?? -1;
		if (pair < 0) continue;
		const at = ends[pair] ?? 0;
		ends[pair] = at + 1;
		order[at] = row;
	}
	return {
		slotA: Int32Array.from(pairs, (pair) => Math.floor(pair / size)),
		slotB: Int32Array.from(pairs, (pair) => pair % size),
		starts,
		...fetchRows(columns, factors, order),
		x: fetchWide(covariates, order),
		width: covariates.length,
		softSpread: null,
		byColumn: null,
	};
}

/** Rows from columns with covariates, as they are, for rules that know ties as half or not at all. */
export function looseRows(
	columns: JudgementColumns,
	factors: Float64Array | null,
	covariates: readonly Float64Array[],
	rule: TieRule,
): RowBlocks {
	const { slotA, slotB, outcome, weight } = columns;
	const length = slotA.length;
	const kept = new Int32Array(length);
	let count = 0;
	for (let row = 0; row < length; row++) {
		if (isDropped(rule, outcome[row] ?? 0)) continue;
		if (weight !== null && !((weight[row] ?? 0) > 0)) continue;
		if (factors !== null && !((factors[row] ?? 0) > 0)) continue;
		kept[count++] = row;
	}
	const isWhole = count === length;
	const order = kept.subarray(0, count);
	const numbers = (column: Int32Array) =>
		isWhole ? column : Int32Array.from(order, (row) => column[row] ?? 0);
	return {
		slotA: numbers(slotA),
		slotB: numbers(slotB),
		starts: new Int32Array(0),
		...fetchRows(columns, factors, order),
		outcome: new Uint8Array(0),
		x: new Float64Array(0),
		width: covariates.length,
		softSpread: null,
		byColumn: isWhole
			? covariates
			: covariates.map((column) => Float64Array.from(order, (row) => column[row] ?? 0)),
	};
}

function fetchRows(
	{ outcome, weight, score }: JudgementColumns,
	factors: Float64Array | null,
	order: Int32Array,
): Pick<RowBlocks, "outcome" | "degree" | "weight" | "square"> {
	const length = order.length;
	const isWeighted = weight !== null || factors !== null;
	const ones = new Float64Array(length).fill(1);
	const fetched = {
		outcome: new Uint8Array(length),
		degree: new Float64Array(length),
		weight: ones,
		square: isWeighted ? ones.slice() : ones,
	};
	for (let at = 0; at < length; at++) {
		const row = order[at] ?? 0;
		const o = outcome[row] ?? 0;
		fetched.outcome[at] = o;
		fetched.degree[at] = o === 0 ? 1 : o === 1 ? 0 : 0.5;
		if (score !== null && !Number.isNaN(score[row] ?? Number.NaN))
			fetched.degree[at] = score[row] ?? 0;
		if (!isWeighted) continue;
		const count = weight === null ? 1 : (weight[row] ?? 0);
		const factor = factors === null ? 1 : (factors[row] ?? 0);
		fetched.weight[at] = count * factor;
		fetched.square[at] = count * factor * factor;
	}
	return fetched;
}

function fetchWide(covariates: readonly Float64Array[], order: Int32Array): Float64Array {
	const width = covariates.length;
	const fetched = new Float64Array(order.length * width);
	covariates.forEach((column, i) => {
		for (let at = 0, to = i; at < order.length; at++, to += width)
			fetched[to] = column[order[at] ?? 0] ?? 0;
	});
	return fetched;
}
