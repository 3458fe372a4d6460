/**
 * One row's score: `write(row)` puts it into `score`, by the parameters numbered in `places`, and
 * returns how many equal judgements the row stands for.
 */
export type RowScore = {
	places: Int32Array;
	score: Float64Array;
	write(row: number): number;
};

export type ClusteredSum = {
	/** Row-major lower triangle: the sum over clusters of s s', s being the cluster's score. */
	matrix: Float64Array;
	/** How many clusters had a score. */
	clusters: number;
	/** As many clusters of equal size would be as good: (sum of sizes)^2 / sum of squared sizes. */
	effective: number;
	judgements: number;
};

/**
 * The usual small-sample factor for variances by cluster, G / (G - 1) (N - 1) / (N - K) with G
 * clusters, N judgements and K parameters.
 */
export function clusterCorrection(
	{ clusters, judgements }: Pick<ClusteredSum, "clusters" | "judgements">,
	parameters: number,
): number {
	if (clusters <= 1) return 1;
	const spare = Math.max(1, judgements - parameters);
	return (clusters / (clusters - 1)) * Math.max(1, (judgements - 1) / spare);
}

/**
 * Sums s s' over clusters; rows of cluster -1 are clusters of their own. Scores and products are
 * rounded to grids on which they add up exactly, so that neither the order of the rows nor the
 * numbering of the clusters changes a digit.
 */
export function sumByCluster(count: number, clusters: Int32Array, rows: RowScore): ClusteredSum {
	const { places, score, write } = rows;
	const layout = rowsByCluster(clusters);
	const { scoreGrid, productGrid } = gridsOf(count, clusters, layout.starts, rows);
	const matrix = new Float64Array(count * count);
	const sums = new Float64Array(count);
	const isTouched = new Uint8Array(count);
	const touched = new Int32Array(count);
	const values = new Float64Array(count);
	let reached = 0;
	let found = 0;
	let [judgements, squares] = [0, 0];
	const touch = (place: number, value: number) => {
		if (isTouched[place] === 0) {
			isTouched[place] = 1;
			touched[reached++] = place;
		}
		sums[place] = (sums[place] ?? 0) + (value + scoreGrid - scoreGrid);
	};
	// `repeats` equal judgements in clusters of their own add up as variances do.
	const close = (repeats: number, size: number) => {
		if (reached === 0) return;
		found += repeats;
		judgements += repeats * size;
		squares += repeats * size * size;
		sortTouched(touched, reached, isTouched, 1);
		for (let i = 0; i < reached; i++) {
			const p = touched[i] ?? 0;
			values[i] = sums[p] ?? 0;
			sums[p] = 0;
			isTouched[p] = 0;
		}
		addProducts(matrix, count, touched, values, reached, repeats, productGrid);
		reached = 0;
	};
	const { order, starts, alone } = layout;
	for (let c = 0; c + 1 < starts.length; c++) {
		let size = 0;
		for (let k = starts[c] ?? 0; k < (starts[c + 1] ?? 0); k++) {
			const repeats = write(order[k] ?? 0);
			if (repeats === 0) continue;
			size += repeats;
			for (let i = 0; i < places.length; i++) touch(places[i] ?? 0, repeats * (score[i] ?? 0));
		}
		close(1, size);
	}
	for (const row of alone) {
		const repeats = write(row);
		if (repeats === 0) continue;
		for (let i = 0; i < places.length; i++) touch(places[i] ?? 0, score[i] ?? 0);
		close(repeats, 1);
	}
	const effective = squares > 0 ? judgements ** 2 / squares : 0;
	return { matrix, clusters: found, effective, judgements };
}

/**
 * Numbers that round to a grid when they are added and taken away again: of the size of 1.5 times
 * 2^52 steps, where doubles are whole steps apart. No sum of scores inside a cluster and, since
 * (sum of n scores)^2 is at most n times the sum of their squares, no sum of products reaches 2^51
 * steps, so that each is exact.
 */
function gridsOf(
	count: number,
	clusters: Int32Array,
	starts: Int32Array,
	{ places, score, write }: RowScore,
): { scoreGrid: number; productGrid: number } {
	const bounds = new Float64Array(count);
	let [largestSum, largestSize] = [0, 1];
	for (let c = 0; c + 1 < starts.length; c++)
		largestSize = Math.max(largestSize, (starts[c + 1] ?? 0) - (starts[c] ?? 0));
	for (let row = 0; row < clusters.length; row++) {
		const repeats = write(row);
		if (repeats === 0) continue;
		const cluster = clusters[row] ?? -1;
		const size = cluster < 0 ? 1 : (starts[cluster + 1] ?? 0) - (starts[cluster] ?? 0);
		const times = cluster < 0 ? repeats : size * repeats * repeats;
		for (let i = 0; i < places.length; i++) {
			const value = Math.abs(score[i] ?? 0);
			const place = places[i] ?? 0;
			bounds[place] = (bounds[place] ?? 0) + times * value * value;
			if (repeats * value > largestSum) largestSum = repeats * value;
		}
	}
	const largestBound = bounds.reduce((most, bound) => Math.max(most, bound), 0);
	return { scoreGrid: gridFor(largestSum * largestSize), productGrid: gridFor(largestBound) };
}

/**
 * Puts the first `reached` of the places in `touched` into ascending order, so that memory is read and written
 * in order too; they are those whose mark is `mark`.
 */
export function sortTouched(
	touched: Int32Array,
	reached: number,
	marks: Int32Array | Uint8Array,
	mark: number,
): void {
	// A few are sorted by insertion; many are found again by looking at all marks.
	if (reached * reached >= 4 * marks.length) {
		for (let p = 0, i = 0; i < reached; p++) if (marks[p] === mark) touched[i++] = p;
		return;
	}
	for (let i = 1; i < reached; i++) {
		const place = touched[i] ?? 0;
		let at = i;
		for (; at > 0 && (touched[at - 1] ?? 0) > place; at--) touched[at] = touched[at - 1] ?? 0;
		touched[at] = place;
	}
}

/** Adds `repeats` s s' to a lower triangle, s having `values` at the ascending places in `touched`. */
export function addProducts(
	matrix: Float64Array,
	count: number,
	touched: Int32Array,
	values: Float64Array,
	reached: number,
	repeats: number,
	grid: number,
): void {
	for (let i = 0; i < reached; i++) {
		const row = (touched[i] ?? 0) * count;
		const share = repeats * (values[i] ?? 0);
		for (let j = 0; j <= i; j++) {
			const at = row + (touched[j] ?? 0);
			matrix[at] = (matrix[at] ?? 0) + (share * (values[j] ?? 0) + grid - grid);
		}
	}
}

/** The number whose adding and taking away rounds sums up to `bound`: see `gridsOf`. */
export function gridFor(bound: number): number {
	return bound > 0 ? 1.5 * 2 ** (Math.ceil(Math.log2(bound)) + 2) : 0;
}

/** Rows in the order of their clusters, where each begins, and the rows without one. */
export function rowsByCluster(clusters: Int32Array): {
	order: Int32Array;
	starts: Int32Array;
	alone: Int32Array;
} {
	let last = -1;
	for (const cluster of clusters) if (cluster > last) last = cluster;
	const ends = new Int32Array(last + 2);
	let known = 0;
	for (const cluster of clusters) {
		if (cluster < 0) continue;
		ends[cluster + 1] = (ends[cluster + 1] ?? 0) + 1;
		known++;
	}
	for (let c = 0; c <= last; c++) ends[c + 1] = (ends[c + 1] ?? 0) + (ends[c] ?? 0);
	const starts = ends.slice();
	const order = new Int32Array(known);
	const alone = new Int32Array(clusters.length - known);
	let free = 0;
	for (let row = 0; row < clusters.length; row++) {
		const cluster = clusters[row] ?? -1;
		if (cluster < 0) {
			alone[free++] = row;
			continue;
		}
		const at = ends[cluster] ?? 0;
		order[at] = row;
		ends[cluster] = at + 1;
	}
	return { order, starts, alone };
}
