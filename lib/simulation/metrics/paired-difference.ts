import { assert } from "#lib/kernel/assert.ts";
import { type BootstrapOptions, bootstrapBounds } from "./bootstrap.ts";
import { type Estimate, estimateMean, LEVEL, meanOf } from "./estimate.ts";
import { type Defined, definedRows, groupBy, type MetricRow } from "./metric-row.ts";
import { signTest } from "./sign-test.ts";

export interface PairingOptions {
	/**
	 * `replicate`: rows with equal scenario and repetition are a pair, for two models that met the same. `scenario`: the
	 * means over all repetitions of a scenario are one, for sides that were not played equally often.
	 */
	by?: "replicate" | "scenario";
	/** A difference up to this counts as none in the sign test, as in the suite's pairwise number. */
	margin?: number;
	level?: number;
	/** Draws the interval by a bootstrap over scenarios; without it, it is a t interval. */
	bootstrap?: Omit<BootstrapOptions, "level">;
}

export interface PairedDifference {
	/** Of first - second, over pairs, clustered by scenario. */
	difference: Estimate;
	method: "t" | "bootstrap";
	pairs: number;
	/** Rows that had nobody to be compared with, or no value. */
	unpaired: number;
	/** Scenarios where the mean difference lies above the margin, below its negative, or between. */
	sign: { positive: number; negative: number; even: number; p: number | null };
}

interface Pair {
	scenario: string;
	difference: number;
}

/**
 * Differences between two sets of conversations that met the same scenarios, seeds and users, pair by pair: what
 * made a scenario hard for both cancels out. No row may be there twice. The sign test counts scenarios,
 * because repetitions of one are not independent.
 */
export function pairedDifference(
	first: readonly MetricRow[],
	second: readonly MetricRow[],
	options: PairingOptions = {},
): PairedDifference {
	const { by = "replicate", margin = 0, level = LEVEL, bootstrap } = options;
	const sides = [first, second].map((rows) => {
		noneTwice(rows);
		return definedRows(rows);
	}) as [Defined<MetricRow>[], Defined<MetricRow>[]];
	const { pairs, paired } = by === "scenario" ? pairScenarios(...sides) : pairReplicates(...sides);
	const groups = [...groupBy(pairs, ({ scenario }) => scenario).values()];
	const clusters = groups.map((group) => group.map(({ difference }) => difference));
	const estimate = estimateMean(clusters, level);
	const bounds =
		bootstrap === undefined
			? {}
			: bootstrapBounds(clusters, (sample) => meanOf(sample.flat()), { ...bootstrap, level });
	return {
		difference: { ...estimate, ...bounds },
		method: bootstrap === undefined ? "t" : "bootstrap",
		pairs: pairs.length,
		unpaired: first.length + second.length - paired,
		sign: signs(clusters, margin),
	};
}

function noneTwice(rows: readonly MetricRow[]): void {
	const keys = new Set(rows.map(pairKey));
	assert(keys.size === rows.length, "a repetition of a scenario is compared once");
}

const pairKey = ({ scenario, replicate }: MetricRow) => `${replicate}|${scenario}`;

/** `paired` counts the rows that went into the pairs. */
function pairReplicates(
	first: readonly Defined<MetricRow>[],
	second: readonly Defined<MetricRow>[],
): { pairs: Pair[]; paired: number } {
	const others = new Map(second.map((row) => [pairKey(row), row.value]));
	const pairs = first.flatMap((row) => {
		const other = others.get(pairKey(row));
		return other === undefined ? [] : [{ scenario: row.scenario, difference: row.value - other }];
	});
	return { pairs, paired: 2 * pairs.length };
}

function pairScenarios(
	first: readonly Defined<MetricRow>[],
	second: readonly Defined<MetricRow>[],
): { pairs: Pair[]; paired: number } {
	const others = groupBy(second, ({ scenario }) => scenario);
	const pairs: Pair[] = [];
	let paired = 0;
	for (const [scenario, rows] of groupBy(first, (row) => row.scenario)) {
		const other = others.get(scenario) ?? [];
		const mean = meanOf(rows.map(({ value }) => value));
		const otherMean = meanOf(other.map(({ value }) => value));
		if (mean === null || otherMean === null) continue;
		pairs.push({ scenario, difference: mean - otherMean });
		paired += rows.length + other.length;
	}
	return { pairs, paired };
}

function signs(clusters: readonly (readonly number[])[], margin: number) {
	// Differences of decimal fractions miss the margin by a rounding error.
	const means = clusters.map((values) => meanOf(values) ?? 0);
	const positive = means.filter((mean) => mean > margin + 1e-12).length;
	const negative = means.filter((mean) => mean < -margin - 1e-12).length;
	const even = means.length - positive - negative;
	return { positive, negative, even, p: signTest(positive, negative) };
}
