import { outcomes } from "#lib/arena/outcome.ts";

/** What judgements can be grouped by, so that their errors may be correlated inside a group. */
export const clusterKinds = ["voter", "conversation", "judge"] as const;
export type ClusterKind = (typeof clusterKinds)[number];

/**
 * Judgements as columns of equal length, one entry each: what every method reads that needs more
 * than sums by pair (see cells.ts). The order of the rows never matters to a result.
 */
export interface JudgementColumns {
	/** The models' names, in the order of `compareNames`; the columns below hold positions in it. */
	models: readonly string[];
	/** The model in slot `a` and in slot `b`: positions in `models`, never equal. */
	slotA: Int32Array;
	slotB: Int32Array;
	/** Position in `outcomes`: 0 `a`, 1 `b`, 2 `tie`, 3 `both_bad`. */
	outcome: Uint8Array;
	/**
	 * Soft outcomes: the degree in [0, 1] to which slot `a` was preferred. Where it is not NaN it
	 * replaces the outcome, in methods that count ties as half. Null when every outcome is hard.
	 */
	score: Float64Array | null;
	/** How many judgements each row counts for, finite and at least 0. Null for 1 each. */
	weight: Float64Array | null;
	/** Group numbers from 0; -1 where unknown, which is a group of its own. Absent kinds are unknown. */
	clusters: { readonly [kind in ClusterKind]?: Int32Array };
	/** Facts about each row, such as the difference of reply lengths; finite, or NaN where unknown. */
	covariates: readonly { name: string; values: Float64Array }[];
	/** When each was made, in milliseconds UTC. Null when unknown. */
	atMs: Float64Array | null;
}

/** The code of each outcome in `JudgementColumns.outcome`. */
export const outcomeCodes = Object.fromEntries(
	outcomes.map((outcome, code) => [outcome, code]),
) as Record<(typeof outcomes)[number], number>;
