import { compareNames, type MergedCell, votesOf } from "./cells.ts";

/**
 * Judgements by unordered pair, as columns. Models are numbered; in every row `first < second`.
 * `halves` holds ties and both-bad together: each is half a win for both.
 */
export type PairTable = {
	/** Number of models. */
	size: number;
	first: Int32Array;
	second: Int32Array;
	winsFirst: Float64Array;
	winsSecond: Float64Array;
	halves: Float64Array;
};

/**
 * Folds merged cells of both slot orders into one row per pair that has judgements, ordered by the
 * models' numbers. `models` gives the numbering and must contain every model of the cells.
 */
export function pairTable(cells: readonly MergedCell[], models: readonly string[]): PairTable {
	const numbers = new Map(models.map((model, index) => [model, index]));
	const rows = new Map<
		number,
		{ i: number; j: number; wins: number; losses: number; half: number }
	>();
	for (const cell of cells) {
		if (votesOf(cell) === 0) continue;
		const a = numbers.get(cell.modelA) ?? 0;
		const b = numbers.get(cell.modelB) ?? 0;
		const [i, j] = a < b ? [a, b] : [b, a];
		const key = i * models.length + j;
		const row = rows.get(key) ?? { i, j, wins: 0, losses: 0, half: 0 };
		row.wins += a < b ? cell.winsA : cell.winsB;
		row.losses += a < b ? cell.winsB : cell.winsA;
		row.half += cell.ties + cell.bothBad;
		rows.set(key, row);
	}
	const sorted = [...rows.values()].sort((x, y) => x.i - y.i || x.j - y.j);
	return {
		size: models.length,
		first: Int32Array.from(sorted, (row) => row.i),
		second: Int32Array.from(sorted, (row) => row.j),
		winsFirst: Float64Array.from(sorted, (row) => row.wins),
		winsSecond: Float64Array.from(sorted, (row) => row.losses),
		halves: Float64Array.from(sorted, (row) => row.half),
	};
}

/** The rows whose two models are both in `members`, renumbered by their position there. */
export function restrictPairs(table: PairTable, members: Int32Array): PairTable {
	if (members.length === table.size && members.every((model, index) => model === index))
		return table;
	const position = new Int32Array(table.size).fill(-1);
	members.forEach((model, index) => {
		position[model] = index;
	});
	const kept: number[] = [];
	for (let k = 0; k < table.first.length; k++)
		if (position[table.first[k] ?? 0] !== -1 && position[table.second[k] ?? 0] !== -1) kept.push(k);
	const numbers = (column: Int32Array) =>
		Int32Array.from(kept, (k) => position[column[k] ?? 0] ?? 0);
	const counts = (column: Float64Array) => Float64Array.from(kept, (k) => column[k] ?? 0);
	return {
		size: members.length,
		first: numbers(table.first),
		second: numbers(table.second),
		winsFirst: counts(table.winsFirst),
		winsSecond: counts(table.winsSecond),
		halves: counts(table.halves),
	};
}

/** All model names of the cells and of `extra`, once each, in canonical order. */
export function modelNames(cells: readonly MergedCell[], extra: readonly string[]): string[] {
	const names = new Set(extra);
	for (const cell of cells) names.add(cell.modelA).add(cell.modelB);
	return [...names].sort(compareNames);
}
