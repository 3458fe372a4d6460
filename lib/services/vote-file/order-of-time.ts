import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";

/** The same rows, oldest first; rows of one time stay in their order. As they are without times. */
export function inOrderOfTime(columns: JudgementColumns): JudgementColumns {
	const { atMs } = columns;
	if (atMs === null) return columns;
	const order = Int32Array.from({ length: atMs.length }, (_, row) => row).sort(
		(x, y) => (atMs[x] ?? 0) - (atMs[y] ?? 0) || x - y,
	);
	const ints = (values: Int32Array) => Int32Array.from(order, (row) => values[row] ?? 0);
	const floats = (values: Float64Array | null) =>
		values === null ? null : Float64Array.from(order, (row) => values[row] ?? 0);
	return {
		models: columns.models,
		slotA: ints(columns.slotA),
		slotB: ints(columns.slotB),
		outcome: Uint8Array.from(order, (row) => columns.outcome[row] ?? 0),
		score: floats(columns.score),
		weight: floats(columns.weight),
		clusters: Object.fromEntries(
			Object.entries(columns.clusters).map(([kind, groups]) => [kind, ints(groups)]),
		),
		covariates: columns.covariates.map(({ name, values }) => ({
			name,
			values: Float64Array.from(order, (row) => values[row] ?? Number.NaN),
		})),
		atMs: floats(atMs),
	};
}
