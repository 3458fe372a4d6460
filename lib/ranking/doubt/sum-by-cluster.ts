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

/** Sums s s' over clusters; rows of cluster -1 are clusters of their own. */
export function sumByCluster(
	count: number,
	clusters: Int32Array,
	{ places, score, write }: RowScore,
): ClusteredSum {
	const matrix = new Float64Array(count * count);
	const sums = new Float64Array(count);
	const isTouched = new Uint8Array(count);
	const touched = new Int32Array(count);
	let reached = 0;
	let found = 0;
	let [judgements, squares] = [0, 0];
	const touch = (place: number, value: number) => {
		if (isTouched[place] === 0) {
			isTouched[place] = 1;
			touched[reached++] = place;
		}
		sums[place] = (sums[place] ?? 0) + value;
	};
	// `repeats` equal judgements in clusters of their own add up as variances do.
	const close = (repeats: number, size: number) => {
		if (reached === 0) return;
		found += repeats;
		judgements += repeats * size;
		squares += repeats * size * size;
		for (let i = 0; i < reached; i++) {
			const p = touched[i] ?? 0;
			const share = repeats * (sums[p] ?? 0);
			for (let j = 0; j < reached; j++) {
				const q = touched[j] ?? 0;
				if (q <= p) matrix[p * count + q] = (matrix[p * count + q] ?? 0) + share * (sums[q] ?? 0);
			}
		}
		for (let i = 0; i < reached; i++) {
			sums[touched[i] ?? 0] = 0;
			isTouched[touched[i] ?? 0] = 0;
		}
		reached = 0;
	};
	const { order, starts, alone } = rowsByCluster(clusters);
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
