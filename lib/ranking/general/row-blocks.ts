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
	const kept: number[] = [];
	for (let k = 0; k < blocks; k++) {
		for (let o = 0; o < OUTCOMES; o++)
			if ((cells.weights[k * OUTCOMES + o] ?? 0) > 0 && !isDropped(rule, o))
				kept.push(k * OUTCOMES + o);
		starts[k + 1] = kept.length;
	}
	return {
		slotA: cells.slotA,
		slotB: cells.slotB,
		starts,
		outcome: Uint8Array.from(kept, (at) => at % OUTCOMES),
		degree: Float64Array.from(kept, (at) => degrees[at % OUTCOMES] ?? 0.5),
		weight: Float64Array.from(kept, (at) => cells.weights[at] ?? 0),
		square: Float64Array.from(kept, (at) => cells.squares[at] ?? 0),
		x: new Float64Array(sideOrder ? kept.length : 0).fill(1),
		width: sideOrder ? 1 : 0,
		softSpread: cells.softSpread,
	};
}

/**
 * Rows from columns with covariates (`width` by row), brought into the order of pairs by counting,
 * so that a pass reads memory from front to back.
 */
export function blocksOfColumns(
	columns: JudgementColumns,
	factors: Float64Array | null,
	covariates: { x: Float64Array; width: number },
	rule: TieRule,
): RowBlocks {
	const size = columns.models.length;
	const { slotA, slotB, outcome, weight, score } = columns;
	const ends = new Int32Array(size * size + 1);
	const counts = (row: number) =>
		!isDropped(rule, outcome[row] ?? 0) && (weight?.[row] ?? 1) * (factors?.[row] ?? 1) > 0;
	let length = 0;
	for (let row = 0; row < slotA.length; row++) {
		if (!counts(row)) continue;
		const pair = (slotA[row] ?? 0) * size + (slotB[row] ?? 0);
		ends[pair + 1] = (ends[pair + 1] ?? 0) + 1;
		length++;
	}
	const pairs: number[] = [];
	for (let pair = 0; pair < size * size; pair++) {
		if ((ends[pair + 1] ?? 0) > 0) pairs.push(pair);
		ends[pair + 1] = (ends[pair + 1] ?? 0) + (ends[pair] ?? 0);
	}
	const starts = Int32Array.from([...pairs.map((pair) => ends[pair] ?? 0), length]);
	const { x, width } = covariates;
	const blocks: RowBlocks = {
		slotA: Int32Array.from(pairs, (pair) => Math.floor(pair / size)),
		slotB: Int32Array.from(pairs, (pair) => pair % size),
		starts,
		outcome: new Uint8Array(length),
		degree: new Float64Array(length),
		weight: new Float64Array(length),
		square: new Float64Array(length),
		x: new Float64Array(length * width),
		width,
		softSpread: null,
	};
	for (let row = 0; row < slotA.length; row++) {
		if (!counts(row)) continue;
		const pair = (slotA[row] ?? 0) * size + (slotB[row] ?? 0);
		const at = ends[pair] ?? 0;
		ends[pair] = at + 1;
		const o = outcome[row] ?? 0;
		const soft = score?.[row] ?? Number.NaN;
		const count = weight?.[row] ?? 1;
		const factor = factors?.[row] ?? 1;
		blocks.outcome[at] = o;
		blocks.degree[at] = Number.isNaN(soft) ? (degrees[o] ?? 0.5) : soft;
		blocks.weight[at] = count * factor;
		blocks.square[at] = count * factor * factor;
		for (let i = 0; i < width; i++) blocks.x[at * width + i] = x[row * width + i] ?? 0;
	}
	return blocks;
}
