import type { BuiltJudgements } from "#lib/datasets/read/judgement-builder.ts";
import { bareOptions } from "#lib/datasets/read/vote-shape.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import type { FitResult } from "#lib/ranking/fit-result.ts";
import { fitPredictionPowered } from "#lib/ranking/judges/prediction-powered.ts";
import type { MethodSpec } from "#lib/ranking/method.ts";
import { type JoinedVerdicts, joinVerdicts } from "./join-verdicts.ts";
import { hashOf, type JudgementHash } from "./judgement-hash.ts";
import { readVoteFile } from "./read-vote-file.ts";
import type { Progress } from "./row-source.ts";

/** What cheap verdicts did to a leaderboard of people's votes. */
export interface Sharpening {
	/** How far the verdicts were trusted, from 0 (not at all) to 1. */
	lambda: number;
	/** How far they deserve to be; more than `lambda` where so few votes bound no rating by it. */
	lambdaWanted: number;
	/** The mean width of the intervals as a share of that from people's votes alone. */
	widthRatio: number;
	by: JoinedVerdicts["by"];
	counts: JoinedVerdicts["counts"];
	/** Of the verdicts. */
	hash: JudgementHash;
}

/**
 * Fits people's votes sharpened by a file of verdicts. Throws `sharpen-method` (422) for methods that
 * this is not worked out for, and what `readVoteFile`, `joinVerdicts` and `fitPredictionPowered` throw.
 */
export async function sharpen(
	votes: BuiltJudgements,
	path: string,
	method: MethodSpec,
	onProgress?: (progress: Progress) => void,
): Promise<{ fit: FitResult; sharpening: Sharpening }> {
	checkMethod(votes, method);
	const options = { ...bareOptions, clusters: ["conversation" as const] };
	const verdicts = await readVoteFile(path, null, options, onProgress);
	if (verdicts.columns.weight !== null) throw refusal("a column of weights in the verdicts");
	const { by, paired, battles, alone, counts } = joinVerdicts(votes, verdicts);
	const people = { ...votes.columns, clusters: {} };
	const anchor = method.anchor ?? undefined;
	const input = { people, paired, battles, verdicts: alone, anchor };
	const { lambda, lambdaWanted, ...fit } = fitPredictionPowered(input);
	const before = fitPredictionPowered({ ...input, lambda: 0 });
	return {
		fit,
		sharpening: {
			lambda,
			lambdaWanted,
			widthRatio: meanWidth(fit) / meanWidth(before),
			by,
			counts,
			hash: hashOf(verdicts.columns, verdicts.ids),
		},
	};
}

function checkMethod({ columns }: BuiltJudgements, method: MethodSpec): void {
	const { name, ties = "half", style, judges, bootstrap, cluster = "none" } = method;
	if (name !== "bt" && name !== "bt-half") throw refusal(`--method ${name}`);
	if (ties !== "half") throw refusal(`--ties ${ties}`);
	if (style !== undefined) throw refusal("--style");
	if (judges !== undefined) throw refusal("--judges");
	if (bootstrap !== undefined) throw refusal("--bootstrap");
	if (cluster !== "none") throw refusal(`--cluster ${cluster}`);
	if (columns.weight !== null) throw refusal("a column of weights in the votes");
}

const refusal = (what: string) =>
	new AppError(
		"sharpen-method",
		`--sharpen does not go with ${what}: its intervals are worked out for plain votes with ties as half.`,
		{ status: 422 },
	);

function meanWidth({ rows }: FitResult): number {
	const widths = rows.flatMap(({ lower, upper }) =>
		lower === null || upper === null ? [] : [upper - lower],
	);
	return widths.reduce((sum, width) => sum + width, 0) / widths.length;
}
