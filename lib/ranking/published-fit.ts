import { type AppError, isAppError } from "#lib/kernel/app-error.ts";
import type { BoardFilter } from "./board-filter.ts";
import type { JudgementColumns } from "./columns/judgement-columns.ts";
import { FEW_CLUSTERS } from "./doubt/cluster-numbers.ts";
import { defaultCluster } from "./doubt/default-cluster.ts";
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
	const features: string[] = style === "on" ? [...styleFeatures] : [];
	while (features.length > 0) {
		try {
			const controlled = { features: [...features], transform: "arena-rank" } as const;
			return fitColumns(columns, { ...spec, style: controlled }, undefined, battles);
		} catch (error) {
			if (!isAppError(error)) throw error;
			leaveOut(features, error);
		}
	}
	return fitColumns(columns, spec, undefined, battles);
}

/** Takes the feature away that a fit cannot have; the last one when it does not say which. */
function leaveOut(features: string[], error: AppError): void {
	const named = error.data["feature"];
	if (error.code === "constant-covariate" && typeof named === "string")
		features.splice(features.indexOf(named), 1);
	else if (error.code === "covariate-not-determined") features.pop();
	else throw error;
}

/** Known voters, counted until there are enough to cluster by. */
function knownVoters({ clusters }: JudgementColumns): number {
	const known = new Set<number>();
	for (const voter of clusters.voter ?? []) {
		if (voter >= 0) known.add(voter);
		if (known.size === FEW_CLUSTERS) break;
	}
	return known.size;
}
