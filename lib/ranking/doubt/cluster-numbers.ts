import { AppError } from "#lib/kernel/app-error.ts";
import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import type { ClusterRule } from "#lib/ranking/method-spec.ts";

/**
 * Below this many groups, as if of equal size, clustered intervals may be too narrow: a few groups hold
 * most of the judgements. The result says so, and calls no rating established.
 */
export const FEW_CLUSTERS = 10;

/**
 * The group of each row; null when judgements count as independent. Throws `invalid-method` (400)
 * when the judgements do not say.
 */
export function clusterNumbers(
	columns: JudgementColumns,
	rule: ClusterRule | undefined,
): Int32Array | null {
	if (rule === undefined || rule === "none") return null;
	if (rule === "pair") {
		const size = columns.models.length;
		return columns.slotA.map((a, row) => {
			const b = columns.slotB[row] ?? 0;
			return a < b ? a * size + b : b * size + a;
		});
	}
	const known = columns.clusters[rule];
	if (known === undefined)
		throw new AppError("invalid-method", `These judgements do not say their ${rule}.`, {
			data: { field: "cluster", cluster: rule },
		});
	return known;
}
