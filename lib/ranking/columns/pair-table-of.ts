import type { PairTable } from "#lib/ranking/pairs.ts";
import { type DirectedCells, OUTCOMES } from "./directed-cells.ts";

/**
 * Cells of both slot orders folded into one row per pair, ordered by the models' numbers; pairs
 * without judgements that count are left out, with `dropTies` also those that only tied.
 */
export function pairTableOf(cells: DirectedCells, dropTies: boolean): PairTable {
	const { size, slotA, slotB, weights } = cells;
	const place = new Int32Array(size * size).fill(-1);
	const total = (k: number) => {
		const at = k * OUTCOMES;
		const decisive = (weights[at] ?? 0) + (weights[at + 1] ?? 0);
		return dropTies ? decisive : decisive + (weights[at + 2] ?? 0) + (weights[at + 3] ?? 0);
	};
	for (let k = 0; k < slotA.length; k++) {
		if (total(k) === 0) continue;
		const a = slotA[k] ?? 0;
		const b = slotB[k] ?? 0;
		place[a < b ? a * size + b : b * size + a] = 0;
	}
	let pairs = 0;
	for (let at = 0; at < place.length; at++) if (place[at] === 0) place[at] = pairs++;
	const table: PairTable = {
		size,
		first: new Int32Array(pairs),
		second: new Int32Array(pairs),
		winsFirst: new Float64Array(pairs),
		winsSecond: new Float64Array(pairs),
		halves: new Float64Array(pairs),
	};
	const { first, second, winsFirst, winsSecond, halves } = table;
	for (let k = 0; k < slotA.length; k++) {
		const a = slotA[k] ?? 0;
		const b = slotB[k] ?? 0;
		const isAFirst = a < b;
		const pair = place[isAFirst ? a * size + b : b * size + a] ?? -1;
		if (pair < 0) continue;
		const at = k * OUTCOMES;
		const winsA = weights[at] ?? 0;
		const winsB = weights[at + 1] ?? 0;
		first[pair] = isAFirst ? a : b;
		second[pair] = isAFirst ? b : a;
		winsFirst[pair] = (winsFirst[pair] ?? 0) + (isAFirst ? winsA : winsB);
		winsSecond[pair] = (winsSecond[pair] ?? 0) + (isAFirst ? winsB : winsA);
		if (!dropTies)
			halves[pair] = (halves[pair] ?? 0) + ((weights[at + 2] ?? 0) + (weights[at + 3] ?? 0));
	}
	return table;
}
