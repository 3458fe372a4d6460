import { expect, test } from "vitest";
import { seededRandom } from "#lib/kernel/random.ts";
import { clusteredMean, clusteredShare } from "./clustered-mean.ts";
import type { MetricRow } from "./metric-row.ts";

const SETS = 600;

/** Twelve scenarios, each harder or easier than the others, played four times. */
function drawRows(next: () => number, value: (chance: number) => number): MetricRow[] {
	return Array.from({ length: 12 }, (_, i) => {
		const chance = 0.3 + 0.6 * next();
		return Array.from({ length: 4 }, (_row, replicate) => ({
			scenario: `s${i}`,
			replicate,
			value: value(chance),
		}));
	}).flat();
}

test("19 of 20 intervals hold the true mean, though repetitions of a scenario go together", () => {
	const { next } = seededRandom(11);
	let means = 0;
	let shares = 0;
	for (let set = 0; set < SETS; set++) {
		const mean = clusteredMean(drawRows(next, (chance) => chance + 0.2 * (next() - 0.5)));
		const share = clusteredShare(drawRows(next, (chance) => (next() < chance ? 1 : 0)));
		if ((mean.lower ?? 1) <= 0.6 && 0.6 <= (mean.upper ?? 0)) means += 1;
		if ((share.lower ?? 1) <= 0.6 && 0.6 <= (share.upper ?? 0)) shares += 1;
	}
	// Three standard errors of a share of 0.95 over 600 sets are 0.027.
	expect(Math.abs(means / SETS - 0.95)).toBeLessThan(0.027);
	expect(Math.abs(shares / SETS - 0.95)).toBeLessThan(0.027);
});
