import type { PairCell } from "#lib/ranking/cells.ts";
import type { JudgementColumns } from "./judgement-columns.ts";

/** The cells of judgements with hard outcomes. */
export function cellsOf(columns: JudgementColumns): PairCell[] {
	const size = columns.models.length;
	const counts = new Float64Array(size * size * 4);
	for (let row = 0; row < columns.outcome.length; row++) {
		const at =
			((columns.slotA[row] ?? 0) * size + (columns.slotB[row] ?? 0)) * 4 +
			(columns.outcome[row] ?? 0);
		counts[at] = (counts[at] ?? 0) + (columns.weight?.[row] ?? 1);
	}
	return columns.models.flatMap((modelA, a) =>
		columns.models.flatMap((modelB, b) => {
			const [winsA = 0, winsB = 0, ties = 0, bothBad = 0] = counts.subarray(
				(a * size + b) * 4,
				(a * size + b) * 4 + 4,
			);
			if (winsA + winsB + ties + bothBad === 0) return [];
			return [{ modelA, modelB, winsA, winsB, ties, bothBad }];
		}),
	);
}
