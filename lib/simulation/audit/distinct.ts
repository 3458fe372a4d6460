import { type Estimate, LEVEL, nothingKnown } from "#lib/simulation/metrics/estimate.ts";
import { studentQuantile } from "#lib/simulation/metrics/student-t.ts";
import { wordsOf } from "./repeats.ts";

/**
 * Different n-grams of words per n-gram in all texts together (distinct-n of Li and others, 2016): 1 when nothing
 * is said twice. `clusters` are the texts of one scenario each. The interval is a jackknife that leaves out one scenario
 * at a time (Efron 1982): a bootstrap would draw scenarios twice, and what is drawn twice is never distinct.
 */
export function distinctNgrams(
	clusters: readonly (readonly string[])[],
	n: number,
	level: number = LEVEL,
): Estimate {
	const grams = clusters
		.map((texts) => texts.flatMap((text) => ngrams(wordsOf(text), n)))
		.filter(({ length }) => length > 0);
	const total = grams.reduce((sum, { length }) => sum + length, 0);
	if (total === 0) return nothingKnown;
	const holders = new Map<string, number>();
	for (const cluster of grams)
		for (const gram of new Set(cluster)) holders.set(gram, (holders.get(gram) ?? 0) + 1);
	const mean = holders.size / total;
	const values = clusters.flat().length;
	const without = grams.map((cluster) => {
		const only = [...new Set(cluster)].filter((gram) => holders.get(gram) === 1).length;
		return (holders.size - only) / (total - cluster.length);
	});
	const half = jackknifeHalf(without, level);
	return {
		mean,
		lower: half === null ? null : Math.max(0, mean - half),
		upper: half === null ? null : Math.min(1, mean + half),
		values,
		clusters: grams.length,
	};
}

function jackknifeHalf(without: readonly number[], level: number): number | null {
	const n = without.length;
	if (n < 2) return null;
	const centre = without.reduce((sum, value) => sum + value, 0) / n;
	const squares = without.reduce((sum, value) => sum + (value - centre) ** 2, 0);
	return Math.sqrt(((n - 1) / n) * squares) * studentQuantile((1 + level) / 2, n - 1);
}

function ngrams(words: readonly string[], n: number): string[] {
	return Array.from({ length: Math.max(0, words.length - n + 1) }, (_, i) =>
		words.slice(i, i + n).join(" "),
	);
}
