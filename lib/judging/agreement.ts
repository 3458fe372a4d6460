import { assert } from "#lib/kernel/assert.ts";
import { type Figure, known, undefinedFor } from "./figure.ts";

/** Two raters' labels of one thing. */
export type LabelPair = readonly [string, string];

/** The share of pairs with equal labels. */
export function percentAgreement(pairs: readonly LabelPair[]): Figure {
	if (pairs.length === 0) return undefinedFor("no-data");
	return known(pairs.filter(([x, y]) => x === y).length / pairs.length);
}

/**
 * Cohen's kappa of two raters, (po - pe) / (1 - pe) with pe from each rater's own shares (Educ.
 * Psychol. Meas. 20, 1960). Undefined when both always gave one and the same label.
 */
export function cohensKappa(pairs: readonly LabelPair[]): Figure {
	if (pairs.length === 0) return undefinedFor("no-data");
	const [first, second] = [0, 1].map((rater) => countLabels(pairs.map((pair) => pair[rater])));
	let [products, agreed] = [0, 0];
	for (const [label, count] of first ?? []) products += count * (second?.get(label) ?? 0);
	for (const [x, y] of pairs) if (x === y) agreed++;
	const n = pairs.length;
	return chanceCorrected(agreed * n, products, n * n);
}

/**
 * Fleiss' kappa (Psychol. Bull. 76, 1971): `counts[i][j]` raters gave thing i the label j. Every
 * thing has the same number of raters, at least two.
 */
export function fleissKappa(counts: readonly (readonly number[])[]): Figure {
	if (counts.length === 0) return undefinedFor("no-data");
	const raters = sumOf(counts[0] ?? []);
	assert(
		raters >= 2 && counts.every((row) => sumOf(row) === raters),
		"every thing has the same number of raters, at least two",
	);
	const all = counts.length * raters;
	const agreed = sumOf(counts.map((row) => sumOf(row.map((n) => n * (n - 1)))));
	const labels = Math.max(...counts.map((row) => row.length));
	const totals = Array.from({ length: labels }, (_, j) => sumOf(counts.map((row) => row[j] ?? 0)));
	// Over the common denominator all² (raters - 1), sums of whole numbers stay exact.
	return chanceCorrected(
		agreed * all,
		sumOf(totals.map((n) => n * n)) * (raters - 1),
		all * all * (raters - 1),
	);
}

/**
 * Krippendorff's alpha for nominal labels ("Computing Krippendorff's Alpha-Reliability", 2011):
 * one row a thing, one place a rater, null where a rater gave no label. Things with fewer than two
 * labels say nothing. Undefined when all labels that count are alike.
 */
export function krippendorffAlpha(units: readonly (readonly (string | null)[])[]): Figure {
	const totals = new Map<string, number>();
	let [pairable, disagreed] = [0, 0];
	for (const unit of units) {
		const labels = unit.filter((label) => label !== null);
		if (labels.length < 2) continue;
		const counts = countLabels(labels);
		pairable += labels.length;
		for (const [label, count] of counts) {
			totals.set(label, (totals.get(label) ?? 0) + count);
			disagreed += (count * (labels.length - count)) / (labels.length - 1);
		}
	}
	if (pairable === 0) return undefinedFor("no-data");
	const expected = sumOf([...totals.values()].map((n) => n * (pairable - n)));
	if (expected === 0) return undefinedFor("no-variation");
	return known(1 - ((pairable - 1) * disagreed) / expected);
}

/** (observed - expected) / (possible - expected), all in the same unit. */
function chanceCorrected(observed: number, expected: number, possible: number): Figure {
	if (expected === possible) return undefinedFor("no-variation");
	return known((observed - expected) / (possible - expected));
}

function countLabels(labels: readonly (string | undefined)[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const label of labels)
		if (label !== undefined) counts.set(label, (counts.get(label) ?? 0) + 1);
	return counts;
}

function sumOf(numbers: readonly number[]): number {
	return numbers.reduce((sum, n) => sum + n, 0);
}
