import { rowsByCluster } from "#lib/ranking/doubt/sum-by-cluster.ts";
import type { JudgementColumns } from "./judgement-columns.ts";

/**
 * Distinct conversations by model; null when judgements do not say theirs. Judgements of an unknown
 * conversation count as one each.
 */
export function countBattles(columns: JudgementColumns): Float64Array | null {
	const { conversation } = columns.clusters;
	if (conversation === undefined) return null;
	const battles = new Float64Array(columns.models.length);
	const seen = new Int32Array(columns.models.length).fill(-1);
	const { order, starts, alone } = rowsByCluster(conversation);
	const add = (model: number) => {
		battles[model] = (battles[model] ?? 0) + 1;
	};
	for (let c = 0; c + 1 < starts.length; c++)
		for (let k = starts[c] ?? 0; k < (starts[c + 1] ?? 0); k++)
			for (const model of [columns.slotA[order[k] ?? 0] ?? 0, columns.slotB[order[k] ?? 0] ?? 0]) {
				if (seen[model] === c) continue;
				seen[model] = c;
				add(model);
			}
	for (const row of alone) {
		add(columns.slotA[row] ?? 0);
		add(columns.slotB[row] ?? 0);
	}
	return battles;
}
