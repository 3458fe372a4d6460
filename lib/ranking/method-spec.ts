import type { ClusterKind } from "./columns/judgement-columns.ts";

/**
 * What a tie counts for. Both-bad counts as a tie does, except that `grounded` gives it an outcome
 * of its own.
 * - `half`: half a win for each;
 * - `drop`: left out;
 * - `davidson`, `rao-kupper`, `grounded`: an outcome of its own, with a parameter (see `ties/`).
 */
export const tieRules = ["half", "drop", "davidson", "rao-kupper", "grounded"] as const;
export type TieRule = (typeof tieRules)[number];

/** What judgements are grouped by for their errors; `pair` needs no column. */
export const clusterRules = ["none", "voter", "conversation", "pair", "judge"] as const;
export type ClusterRule = "none" | "pair" | ClusterKind;

/** How the facts about two replies become one covariate (see `covariates/`). */
export const styleTransforms = ["plain", "fastchat", "arena-rank", "density"] as const;
export type StyleTransform = (typeof styleTransforms)[number];

/** `anytime` intervals stay valid on a board that is looked at again and again. */
export const intervalKinds = ["normal", "anytime"] as const;
export type Intervals = (typeof intervalKinds)[number];

export type MethodName = "elo" | `bt-${TieRule}`;

/**
 * Features are names of covariates: the columns `tokens_a` and `tokens_b` make the feature
 * `tokens`; a column that bears the feature's own name is taken as a difference already made.
 * `penalty` is an L2 weight; left out, it is 0.5 with `fastchat`, as published, and 0 otherwise.
 */
export type StyleSpec = {
	features: readonly string[];
	transform: StyleTransform;
	penalty?: number | undefined;
};

/** Percentile intervals from this many refits: judgements drawn one by one, or by `cluster`. */
export type ResamplingSpec = { replicates: number; by?: "cell" | "cluster" | undefined };

/** Whose parameters a judge-aware fit estimates. */
export const judgeKinds = ["voter", "judge"] as const;

/**
 * A sharpness, a side bias and a tie parameter for each judge. `reference` is the judge (number in
 * the column) whose sharpness is 1; left out, it is 1 on average.
 */
export type JudgeSpec = { by: (typeof judgeKinds)[number]; reference?: number | undefined };

/** Factors that are multiplied with each other, one for each row. */
export type WeightSpec = {
	/** 2^(-age / days), the age being counted back from `atMs`. Needs `columns.atMs`. */
	halfLife?: { days: number; atMs: number } | undefined;
	/** A voter's judgements weigh no more together than this many. Needs `columns.clusters.voter`. */
	perVoterMax?: number | undefined;
	/** The chance with which each row's pair was drawn, above 0; its inverse weighs (mean 1). */
	propensity?: Float64Array | undefined;
	/** Factors by row, such as a post-stratification's. */
	given?: Float64Array | undefined;
	/** Factors by judge (number in `columns.clusters.judge`): several kinds of judgement in one fit. */
	byJudge?: readonly number[] | undefined;
};

/**
 * What to fit. `bt` is Bradley-Terry with `ties` (half by default), which may also be named in one
 * word, `bt-half`. An anchor holds one model at a rating; without it a component's mean is 1000.
 * `elo` is the online method in the order of the rows: for tickers, never for a leaderboard.
 */
export type MethodSpec = {
	name: "bt" | MethodName;
	ties?: TieRule | undefined;
	anchor?: { model: string; rating: number } | null | undefined;
	style?: StyleSpec | undefined;
	/** Estimate the advantage of slot `a`. */
	sideOrder?: boolean | undefined;
	/** `none` when left out. */
	cluster?: ClusterRule | undefined;
	intervals?: Intervals | undefined;
	/** Needs a generator. */
	bootstrap?: ResamplingSpec | undefined;
	judges?: JudgeSpec | undefined;
	weights?: WeightSpec | undefined;
};
