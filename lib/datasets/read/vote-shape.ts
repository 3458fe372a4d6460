import type { ClusterKind } from "#lib/ranking/columns/judgement-columns.ts";

/** A stretch of a file's rows, one list of cells a column. */
export interface RowBatch {
	rows: number;
	/** The cells of a column, or null when the file has no such column. */
	column(name: string): ArrayLike<unknown> | null;
}

/** What is wanted of each row beside who was compared and what was said. */
export interface ReadOptions {
	clusters: readonly ClusterKind[];
	times: boolean;
	/** Style features, each read for both slots, such as `tokens`. */
	features: readonly string[];
	category: string | null;
	language: string | null;
	origin: string | null;
}

/**
 * Why a row is no judgement:
 * - `no-model`, `same-model`: one of the two has no name, or both are one;
 * - `no-label`, `unknown-label`: nothing was said, or in a word that nobody has published;
 * - `contradictory-label`: two columns say different things;
 * - `bad-weight`: the weight is not a number of at least 0.
 */
export type RejectReason =
	| "no-model"
	| "same-model"
	| "no-label"
	| "unknown-label"
	| "contradictory-label"
	| "bad-weight";

/** One judgement. Readers use one such object for all rows: what takes it copies what it needs. */
export interface ReadJudgement {
	modelA: string;
	modelB: string;
	/** The code in `outcomeCodes`. */
	outcome: number;
	/** Identifies this judgement in its version; "" when the file has no ids. */
	id: string;
	version: number;
	/** Who judged, in which conversation, and which judge or kind of judge; "" when unknown. */
	voter: string;
	conversation: string;
	judge: string;
	origin: string;
	/** Milliseconds UTC; NaN when unknown. */
	atMs: number;
	/** NaN for 1. */
	weight: number;
	/** Slot a and slot b of each wanted feature in turn; NaN where unknown. */
	features: Float64Array;
}

/** Takes what is read. */
export interface JudgementSink {
	accept(judgement: ReadJudgement): void;
	/** `label` is the word that is not known. */
	reject(reason: RejectReason, label?: string): void;
	/** A whole judgement that is not to be counted: it was withdrawn, or does not fit the filter. */
	leaveOut(reason: string): void;
}

/** What rows can be kept by. */
export const filterNames = ["category", "language", "origin"] as const;
export type FilterName = (typeof filterNames)[number];

/** A published way to write votes. */
export interface VoteShape {
	name: string;
	/** The columns that make a file this shape; all must be there. */
	required: readonly string[];
	/** The columns it reads for these options, if the file has them, apart from those of features. */
	optional(options: ReadOptions): readonly string[];
	/** The columns that a feature is read from; empty when this shape cannot have it. */
	featureColumns(feature: string): readonly string[];
	/** The columns that tell a filter's answer, any of which will do; empty when this shape cannot. */
	filterColumns(filter: FilterName): readonly string[];
	read(batch: RowBatch, options: ReadOptions, sink: JudgementSink): void;
}

export function emptyJudgement(options: ReadOptions): ReadJudgement {
	return {
		modelA: "",
		modelB: "",
		outcome: -1,
		id: "",
		version: 1,
		voter: "",
		conversation: "",
		judge: "",
		origin: "",
		atMs: Number.NaN,
		weight: Number.NaN,
		features: new Float64Array(2 * options.features.length).fill(Number.NaN),
	};
}

/** Nothing but who was compared and what was said, of every row. */
export const bareOptions: ReadOptions = {
	clusters: [],
	times: false,
	features: [],
	category: null,
	language: null,
	origin: null,
};
