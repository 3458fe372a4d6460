import { type AppError, isAppError } from "#lib/kernel/app-error.ts";
import type { BoardFilter } from "./board-filter.ts";
import type { JudgementColumns } from "./columns/judgement-columns.ts";
import { defaultCluster, VOTERS_MIN } from "./doubt/default-cluster.ts";
import { fitColumns } from "./fit-columns.ts";
import type { FitResult } from "./fit-result.ts";
import { type MethodSpec, resolveMethod } from "./method.ts";

/** The method of every published leaderboard; `fitPublished` says what its data adds to it. */
export const publishedMethod = resolveMethod({ name: "bt-half" });

/** What style control controls for, where it varies. */
export const styleFeatures = ["characters", "headers", "lists", "bold"] as const;

/**
 * Fits a leaderboard as it is published: ties as half, errors by `defaultCluster` and, with
 * `style: "on"`, the effects of the replies' form held apart. A feature that never varies, or whose
 * effect the judgements leave open, is left out; the method's parameters say which are in. `battles` are
 * the battles by model, where the columns do not say. Throws as `fitColumns`, apart from that.
 */
export function fitPublished(
	columns: JudgementColumns,
	style: BoardFilter["style"],
	battles: Float64Array | null = null,
): FitResult {
	const { cluster } = defaultCluster(knownVoters(columns));
	const spec: MethodSpec = { name: "bt-half", cluster };
	const fitWith = (features: readonly string[]) =>
		fitColumns(
			columns,
			features.length === 0
				? spec
				: { ...spec, style: { features, transform: "arena-rank" as const } },
			undefined,
			battles,
		);
	return style === "on" ? fitWithMost(fitWith, [...styleFeatures]) : fitWith([]);
}

/**
 * The fit with as many features as it can have: one that never varies goes first, then one without which
 * the others are determined, the last in the list if there are several; if there is none, the last one.
 */
function fitWithMost(
	fitWith: (features: readonly string[]) => FitResult,
	features: readonly string[],
): FitResult {
	const whole = attempt(fitWith, features);
	if (!isAppError(whole)) return whole;
	const { code, data } = whole;
	if (code === "constant-covariate")
		return fitWithMost(
			fitWith,
			features.filter((feature) => feature !== data["feature"]),
		);
	for (const left of features.toReversed()) {
		const less = attempt(
			fitWith,
			features.filter((feature) => feature !== left),
		);
		if (!isAppError(less)) return less;
	}
	return fitWithMost(fitWith, features.slice(0, -1));
}

/** The fit, or the error that says that it cannot have these features. */
function attempt(
	fitWith: (features: readonly string[]) => FitResult,
	features: readonly string[],
): FitResult | AppError {
	try {
		return fitWith(features);
	} catch (error) {
		if (isAppError(error, "constant-covariate") || isAppError(error, "covariate-not-determined"))
			return error;
		throw error;
	}
}

/** Known voters, counted until there are enough to cluster by. */
function knownVoters({ clusters }: JudgementColumns): number {
	const known = new Set<number>();
	for (const voter of clusters.voter ?? []) {
		if (voter >= 0) known.add(voter);
		if (known.size === VOTERS_MIN) break;
	}
	return known.size;
}
