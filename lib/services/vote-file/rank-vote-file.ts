import type { BuiltJudgements } from "#lib/datasets/read/judgement-builder.ts";
import type { ReadOptions } from "#lib/datasets/read/vote-shape.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { seededRandom } from "#lib/kernel/random.ts";
import { canonicalOrder, renumbered } from "#lib/ranking/columns/canonical-order.ts";
import { type ClusterKind, clusterKinds } from "#lib/ranking/columns/judgement-columns.ts";
import {
	criticiseInDetail,
	type DetailedCriticism,
} from "#lib/ranking/criticism/criticise-in-detail.ts";
import { selectRows } from "#lib/ranking/criticism/folds.ts";
import { type HeldOutReport, heldOutReport } from "#lib/ranking/criticism/held-out-report.ts";
import { type DefaultCluster, defaultCluster } from "#lib/ranking/doubt/default-cluster.ts";
import { fitColumns } from "#lib/ranking/fit-columns.ts";
import type { FitResult } from "#lib/ranking/fit-result.ts";
import type { MethodSpec } from "#lib/ranking/method.ts";
import { explaining } from "./explain-fit.ts";
import { hashOf, type JudgementHash } from "./judgement-hash.ts";
import { inOrderOfTime } from "./order-of-time.ts";
import { readVoteFile, type VoteFile } from "./read-vote-file.ts";
import { damaged, type Progress } from "./row-source.ts";
import { type Sharpening, sharpen } from "./sharpen.ts";

export interface RankRequest {
	method: MethodSpec;
	format: string | null;
	category: string | null;
	language: string | null;
	origin: string | null;
	/** Of the bootstrap. */
	seed: number;
	/** A file of cheap verdicts on the same battles and on others, which shorten the intervals. */
	verdicts?: string | undefined;
	/** Tells by this many folds how well votes are predicted that a fit has not seen. */
	heldOutFolds?: number | undefined;
	/** Says what would overturn the result too. */
	criticise?: boolean;
	/** Counts each model's distinct battles too, which takes memory for every battle's name. */
	battles?: boolean;
}

export interface RankedFile {
	file: Omit<VoteFile, "columns" | "ids" | "clusterNames">;
	hash: JudgementHash;
	fit: FitResult;
	/** What the errors are clustered by, and why when nothing was asked for. */
	cluster: ChosenCluster;
	/** Null unless asked for. */
	criticism: DetailedCriticism | null;
	heldOut: HeldOutReport | null;
	sharpening: Sharpening | null;
	/** The names of the judges in `fit.judges`, by their numbers. */
	judgeNames: readonly string[];
	/** What the reader of the file must be told, beside the fit's own warnings. */
	notes: FileNote[];
}

export interface ChosenCluster {
	by: NonNullable<MethodSpec["cluster"]>;
	/** `no-errors`: the method says nothing about chance; `sharpened`: verdicts go with single votes only. */
	why: "asked" | "no-errors" | "sharpened" | DefaultCluster["why"];
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
 * `invalid-folds` (422) for more folds than votes, `nothing-ranked` (400) when no row is a judgement that counts, and `cluster-missing` (422) when the
 * file does not know the groups asked for.
 */
export async function rankVoteFile(
	path: string,
	request: RankRequest,
	onProgress?: (progress: Progress) => void,
): Promise<RankedFile> {
	const options = optionsOf(request);
	const read = await readVoteFile(path, request.format, options, onProgress);
	const file = request.method.name === "elo" ? read : inCanonicalOrder(read);
	if (file.counts.accepted === 0) throw nothingRanked(file);
	checkFolds(file, request);
	const cluster = clusterOf(file, request);
	const method = withCluster(request.method, cluster.by);
	const notes = notesOn(file, method);
	const columns = method.name === "elo" ? inOrderOfTime(file.columns) : file.columns;
	const { fit, sharpening } = await explaining({ ...request, method }, async () =>
		request.verdicts === undefined
			? { fit: fitColumns(columns, method, seededRandom(request.seed)), sharpening: null }
			: await sharpen(file, request.verdicts, method, onProgress),
	);
	const { columns: _columns, ids, clusterNames, ...summary } = file;
	return {
		file: summary,
		hash: hashOf(file.columns, ids),
		fit,
		cluster,
		criticism:
			request.criticise === true
				? criticiseInDetail(columns, fit, seededRandom(request.seed), clusterNames.voter)
				: null,
		heldOut:
			request.heldOutFolds === undefined
				? null
				: heldOutReport(columns, request.heldOutFolds, seededRandom(request.seed)),
		sharpening,
		judgeNames: clusterNames[method.judges?.by ?? "judge"] ?? [],
		notes,
	};
}

/** So that the last digit does not depend on the order of the file. */
function inCanonicalOrder(file: VoteFile): VoteFile {
	const { columns, ids } = file;
	if (ids === null) return file;
	const order = canonicalOrder(ids.ids);
	const sorted = selectRows(columns, order);
	const clusterNames = { ...file.clusterNames };
	const clusters = { ...sorted.clusters };
	for (const kind of clusterKinds) {
		const groups = clusters[kind];
		if (groups === undefined) continue;
		const { numbers, first } = renumbered(groups);
		clusters[kind] = numbers;
		clusterNames[kind] = Array.from(first, (group) => file.clusterNames[kind]?.[group] ?? "");
	}
	return {
		...file,
		columns: { ...sorted, clusters },
		ids: {
			ids: Array.from(order, (row) => ids.ids[row] ?? ""),
			versions: Float64Array.from(order, (row) => ids.versions[row] ?? 0),
		},
		clusterNames,
	};
}

/** Before anything is fitted, which may take minutes. */
function checkFolds({ counts }: VoteFile, { heldOutFolds }: RankRequest): void {
	if (heldOutFolds === undefined || heldOutFolds <= counts.accepted) return;
	throw new AppError(
		"invalid-folds",
		`--held-out ${heldOutFolds} asks for more folds than there are votes to rank, which are ${counts.accepted}.`,
		{ status: 422, data: { folds: heldOutFolds, votes: counts.accepted } },
	);
}

/** By voter if people are known well enough, unless something else is asked for. */
function clusterOf({ clusterNames }: VoteFile, { method, verdicts }: RankRequest): ChosenCluster {
	if (method.cluster !== undefined) return { by: method.cluster, why: "asked" };
	if (method.name === "elo") return { by: "none", why: "no-errors" };
	if (verdicts !== undefined) return { by: "none", why: "sharpened" };
	const { cluster, why } = defaultCluster(clusterNames.voter?.length ?? null);
	return { by: cluster, why };
}

/** The method with its clusters, which a bootstrap draws whole. */
function withCluster(method: MethodSpec, cluster: ChosenCluster["by"]): MethodSpec {
	const { bootstrap } = method;
	return {
		...method,
		cluster,
		bootstrap:
			bootstrap === undefined
				? undefined
				: { by: cluster === "none" ? "cell" : "cluster", ...bootstrap },
	};
}

function optionsOf(request: RankRequest): ReadOptions {
	const { method, category, language, origin } = request;
	const isElo = method.name === "elo";
	const wanted: Record<ClusterKind, boolean> = {
		// Whoever voted is looked at by default: for the errors, and for what would overturn them.
		// The folds of --held-out are drawn over voters too.
		voter:
			request.criticise === true ||
			request.heldOutFolds !== undefined ||
			(!isElo && method.cluster === undefined),
		conversation: request.battles === true || request.verdicts !== undefined,
		judge: false,
	};
	return {
		clusters: clusterKinds.filter(
			(kind) => wanted[kind] || kind === method.cluster || kind === method.judges?.by,
		),
		times: isElo || request.criticise === true || request.heldOutFolds !== undefined,
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

function notesOn({ columns, counts }: BuiltJudgements, method: MethodSpec): FileNote[] {
	const notes: FileNote[] = [];
	if (Object.keys(counts.byOrigin).length > 1)
		notes.push({ code: "origins-mixed", counts: counts.byOrigin });
	const { cluster, judges } = method;
	if (judges !== undefined && !columns.clusters[judges.by]?.some((judge) => judge >= 0))
		throw new AppError(
			"cluster-missing",
			`This file does not say which ${judges.by} a judgement is of. Leave out --judges ${judges.by}.`,
			{ status: 422 },
		);
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
