import {
	addProducts,
	type ClusteredSum,
	gridFor,
	rowsByCluster,
	sortTouched,
} from "./sum-by-cluster.ts";

/** Bits of a model's number where two of them share one; see `MODELS_MAX`. */
const MODEL_BITS = 12;

/**
 * `sumByCluster` to the last digit, for rows that count once and whose score is `pulls` for the model in slot
 * `a` and its opposite for the one in slot `b`. Scores are brought into the order of the clusters first, so
 * that the sums read memory from front to back, and nothing is called for a single row.
 */
export function sumPairsByCluster(
	count: number,
	clusters: Int32Array,
	slots: { slotA: Int32Array; slotB: Int32Array },
	pulls: Float64Array,
): ClusteredSum {
	const { order, starts, alone } = rowsByCluster(clusters);
	const { scoreGrid, productGrid } = gridsOf(count, clusters, starts, slots, pulls);
	const { models, scores } = inOrder(order, slots, pulls, scoreGrid);
	const matrix = new Float64Array(count * count);
	const sums = new Float64Array(count);
	const seenIn = new Int32Array(count).fill(-1);
	const touched = new Int32Array(count);
	const values = new Float64Array(count);
	let found = alone.length;
	let squares = alone.length;
	for (let c = 0; c + 1 < starts.length; c++) {
		const start = starts[c] ?? 0;
		const end = starts[c + 1] ?? 0;
		if (start === end) continue;
		let reached = 0;
		for (let k = start; k < end; k++) {
			const pair = models[k] ?? 0;
			const a = pair >>> MODEL_BITS;
			const b = pair & ((1 << MODEL_BITS) - 1);
			const score = scores[k] ?? 0;
			if (seenIn[a] !== c) {
				seenIn[a] = c;
				touched[reached++] = a;
				sums[a] = 0;
			}
			if (seenIn[b] !== c) {
				seenIn[b] = c;
				touched[reached++] = b;
				sums[b] = 0;
			}
			sums[a] = (sums[a] ?? 0) + score;
			sums[b] = (sums[b] ?? 0) - score;
		}
		sortTouched(touched, reached, seenIn, c);
		for (let i = 0; i < reached; i++) values[i] = sums[touched[i] ?? 0] ?? 0;
		addProducts(matrix, count, touched, values, reached, 1, productGrid);
		found++;
		squares += (end - start) * (end - start);
	}
	for (const row of alone) {
		const a = slots.slotA[row] ?? 0;
		const b = slots.slotB[row] ?? 0;
		const score = (pulls[row] ?? 0) + scoreGrid - scoreGrid;
		touched[0] = Math.min(a, b);
		touched[1] = Math.max(a, b);
		values[0] = a < b ? score : -score;
		values[1] = a < b ? -score : score;
		addProducts(matrix, count, touched, values, 2, 1, productGrid);
	}
	const judgements = pulls.length;
	const effective = squares > 0 ? judgements ** 2 / squares : 0;
	return { matrix, clusters: found, effective, judgements };
}

/** The grids of `sumByCluster`: see there. */
function gridsOf(
	count: number,
	clusters: Int32Array,
	starts: Int32Array,
	{ slotA, slotB }: { slotA: Int32Array; slotB: Int32Array },
	pulls: Float64Array,
): { scoreGrid: number; productGrid: number } {
	const bounds = new Float64Array(count);
	let [largestSum, largestSize] = [0, 1];
	for (let c = 0; c + 1 < starts.length; c++)
		largestSize = Math.max(largestSize, (starts[c + 1] ?? 0) - (starts[c] ?? 0));
	for (let row = 0; row < pulls.length; row++) {
		const cluster = clusters[row] ?? -1;
		const size = cluster < 0 ? 1 : (starts[cluster + 1] ?? 0) - (starts[cluster] ?? 0);
		const value = Math.abs(pulls[row] ?? 0);
		const bound = size * value * value;
		const a = slotA[row] ?? 0;
		const b = slotB[row] ?? 0;
		bounds[a] = (bounds[a] ?? 0) + bound;
		bounds[b] = (bounds[b] ?? 0) + bound;
		if (value > largestSum) largestSum = value;
	}
	const largestBound = bounds.reduce((most, bound) => Math.max(most, bound), 0);
	return { scoreGrid: gridFor(largestSum * largestSize), productGrid: gridFor(largestBound) };
}

/** Both models in one number, and scores on their grid, row by row in the order given. */
function inOrder(
	order: Int32Array,
	{ slotA, slotB }: { slotA: Int32Array; slotB: Int32Array },
	pulls: Float64Array,
	grid: number,
): { models: Int32Array; scores: Float64Array } {
	const models = new Int32Array(order.length);
	const scores = new Float64Array(order.length);
	for (let k = 0; k < order.length; k++) {
		const row = order[k] ?? 0;
		models[k] = ((slotA[row] ?? 0) << MODEL_BITS) | (slotB[row] ?? 0);
		scores[k] = (pulls[row] ?? 0) + grid - grid;
	}
	return { models, scores };
}
