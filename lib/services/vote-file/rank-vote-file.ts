import type { BuiltJudgements } from "#lib/datasets/read/judgement-builder.ts";
import type { ReadOptions } from "#lib/datasets/read/vote-shape.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { seededRandom } from "#lib/kernel/random.ts";
import { canonicalOrder, withRenumberedGroups } from "#lib/ranking/columns/canonical-order.ts";
import { clusterKinds, type JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import { selectRows } from "#lib/ranking/criticism/folds.ts";
import { fitColumns } from "#lib/ranking/fit-columns.ts";
import type { FitResult } from "#lib/ranking/fit-result.ts";
import type { MethodSpec } from "#lib/ranking/method.ts";
import { defaultCluster } from "#lib/ranking/published-fit.ts";
import { hashOf, type JudgementHash } from "./judgement-hash.ts";
import { inOrderOfTime } from "./order-of-time.ts";
import { readVoteFile, type VoteFile } from "./read-vote-file.ts";
import { damaged, type Progress } from "./row-source.ts";

export interface RankRequest {
	method: MethodSpec;
	format: string | null;
	category: string | null;
	language: string | null;
	origin: string | null;
	/** Of the bootstrap. */
	seed: number;
	/** Counts each model's distinct battles too, which takes memory for every battle's name. */
	battles?: boolean;
}

export interface RankedFile {
	file: Omit<VoteFile, "columns" | "ids" | "clusterNames">;
	hash: JudgementHash;
	fit: FitResult;
	/** What the reader of the file must be told, beside the fit's own warnings. */
	notes: FileNote[];
}

/**
 * - `origins-mixed`: people's, simulated and imported votes are ranked together;
 * - `clusters-unknown`: some judgements do not say what group they are of (`count`);
 * - `order-of-file`: the online method went by the order of the rows, for want of times.
 */
export type FileNote =
	| { code: "origins-mixed"; counts: Record<string, number> }
	| { code: "clusters-unknown"; cluster: string; count: number }
	| { code: "order-of-file" };

/**
 * Ranks a vote file as leaderboards are ranked. Throws what `readVoteFile` and `fitColumns` throw,
 * `nothing-ranked` (400) when no row is a judgement that counts, and `cluster-missing` (422) when the
 * file does not know the groups asked for.
 */
export async function rankVoteFile(
	path: string,
	request: RankRequest,
	onProgress?: (progress: Progress) => void,
): Promise<RankedFile> {
	const options = optionsOf(request);
	const file = await readVoteFile(path, request.format, options, onProgress);
	if (file.counts.accepted === 0) throw nothingRanked(file);
	const isElo = request.method.name === "elo";
	const method = isElo
		? request.method
		: { ...request.method, cluster: request.method.cluster ?? defaultCluster(file.columns) };
	const notes = notesOn(file, { ...request, method });
	const columns = isElo ? inOrderOfTime(file.columns) : inCanonicalOrder(file);
	const fit = fitColumns(columns, method, seededRandom(request.seed));
	const { columns: _columns, ids, clusterNames: _names, ...summary } = file;
	return {
		file: summary,
		hash: hashOf(file.columns, ids),
		fit,
		notes,
	};
}

/** So that the last digit does not depend on the order of the file. */
function inCanonicalOrder({ columns, ids }: BuiltJudgements): JudgementColumns {
	if (ids === null) return columns;
	return withRenumberedGroups(selectRows(columns, canonicalOrder(ids.ids)));
}

function optionsOf(request: RankRequest): ReadOptions {
	const { method, category, language, origin, battles = false } = request;
	return {
		clusters: clusterKinds.filter(
			(kind) => kind === (method.cluster ?? "voter") || (battles && kind === "conversation"),
		),
		times: method.name === "elo",
		features: method.style?.features ?? [],
		category,
		language,
		origin,
	};
}

function nothingRanked({ rows, counts }: VoteFile): AppError {
	const reasons = [...Object.entries(counts.rejected), ...Object.entries(counts.leftOut)].map(
		([reason, count]) => `${count} ${reason}`,
	);
	const labels = Object.keys(counts.unknownLabels).slice(0, 10);
	const said = labels.length === 0 ? "" : ` Labels that are not known: ${labels.join(", ")}.`;
	if (rows === 0) return damaged("The file has a head line but no rows.");
	return new AppError(
		"nothing-ranked",
		`None of the ${rows} rows can be ranked: ${reasons.join(", ") || "no judgements in them"}.${said}`,
	);
}

function notesOn({ columns, counts }: BuiltJudgements, { method }: RankRequest): FileNote[] {
	const notes: FileNote[] = [];
	if (Object.keys(counts.byOrigin).length > 1)
		notes.push({ code: "origins-mixed", counts: counts.byOrigin });
	const { cluster } = method;
	if (cluster === "voter" || cluster === "conversation" || cluster === "judge") {
		const groups = columns.clusters[cluster];
		const known = groups?.reduce((sum, group) => sum + (group >= 0 ? 1 : 0), 0) ?? 0;
		if (known === 0)
			throw new AppError(
				"cluster-missing",
				`This file does not say which ${cluster} a judgement is of. Leave out --cluster ${cluster}, or use --cluster pair.`,
				{ status: 422 },
			);
		const count = counts.accepted - known;
		if (count > 0) notes.push({ code: "clusters-unknown", cluster, count });
	}
	if (method.name === "elo" && columns.atMs === null) notes.push({ code: "order-of-file" });
	return notes;
}
