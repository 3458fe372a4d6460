import { type Random, randomInt } from "#lib/kernel/random.ts";
import { LEVEL } from "./estimate.ts";
import { percentile } from "./percentile.ts";

export interface BootstrapOptions {
	random: Random;
	/** How many samples are drawn; 2000 unless told. */
	draws?: number;
	level?: number;
}

/** Bounds of an interval; both null where it is undefined. */
export interface Bounds {
	lower: number | null;
	upper: number | null;
}

/**
 * Percentile bootstrap (Efron 1979): draws as many clusters as there are, with replacement, again and again, and takes
 * the middle `level` of the statistic. Undefined with fewer than two clusters, and when the statistic is
 * undefined in a sample.
 */
export function bootstrapBounds<Cluster>(
	clusters: readonly Cluster[],
	statistic: (sample: readonly Cluster[]) => number | null,
	{ random, draws = 2000, level = LEVEL }: BootstrapOptions,
): Bounds {
	if (clusters.length < 2) return { lower: null, upper: null };
	const found: number[] = [];
	for (let draw = 0; draw < draws; draw++) {
		const sample = clusters.map(() => clusters[randomInt(random, clusters.length)] as Cluster);
		const value = statistic(sample);
		if (value === null) return { lower: null, upper: null };
		found.push(value);
	}
	return {
		lower: percentile(found, (1 - level) / 2),
		upper: percentile(found, (1 + level) / 2),
	};
}
