import { AppError } from "#lib/kernel/app-error.ts";
import { type Random, randomInt } from "#lib/kernel/random.ts";
import type { ClusterKind, JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";

/**
 * A fold from 0 to `count` - 1 for every judgement. Fold sizes differ by at most one judgement; with
 * `by`, whole groups (such as voters) stay together, and sizes differ by at most one group, rows of
 * unknown group being groups of their own.
 *
 * Which judgements share a fold depends on the generator and on the order of the rows.
 * Throws `invalid-folds` (400) for fewer than 2 folds, or more folds than groups.
 */
export function assignFolds(
	columns: JudgementColumns,
	count: number,
	random: Random,
	by?: ClusterKind,
): Int32Array {
	const rows = columns.slotA.length;
	const cluster = by === undefined ? undefined : columns.clusters[by];
	const highest = cluster?.reduce((most, number) => Math.max(most, number), -1) ?? -1;
	const groupOf = new Int32Array(rows);
	const numbers = new Int32Array(highest + 1).fill(-1);
	let groups = 0;
	for (let row = 0; row < rows; row++) {
		const known = cluster?.[row] ?? -1;
		if (known < 0) groupOf[row] = groups++;
		else {
			if (numbers[known] === -1) numbers[known] = groups++;
			groupOf[row] = numbers[known] ?? 0;
		}
	}
	if (!Number.isInteger(count) || count < 2 || count > groups)
		throw new AppError(
			"invalid-folds",
			`There must be at least 2 folds, and no more than there are groups of votes (${groups}): not ${count}.`,
			{ data: { folds: count, groups } },
		);
	const order = new Int32Array(groups).map((_, group) => group);
	for (let last = groups - 1; last > 0; last--) {
		const other = randomInt(random, last + 1);
		const own = order[last] ?? 0;
		order[last] = order[other] ?? 0;
		order[other] = own;
	}
	const foldOf = new Int32Array(groups);
	order.forEach((group, place) => {
		foldOf[group] = place % count;
	});
	return groupOf.map((group) => foldOf[group] ?? 0);
}

/**
 * What folds are drawn over: voters where at least twice as many as folds are known, else single
 * judgements. A voter's votes resemble each other, and a fit that knows some of them knows the others.
 */
export function foldGroups(columns: JudgementColumns, count: number): "voter" | undefined {
	const voters = new Set(columns.clusters.voter ?? []);
	voters.delete(-1);
	return voters.size >= 2 * count ? "voter" : undefined;
}

/** The judgements at these rows, all models keeping their numbers. */
export function selectRows(columns: JudgementColumns, rows: Int32Array): JudgementColumns {
	// Loops, because `from` with a function takes ten times as long on a million rows.
	const take = <T extends Float64Array | Int32Array | Uint8Array>(column: T, into: T): T => {
		for (let i = 0; i < rows.length; i++) into[i] = column[rows[i] ?? 0] ?? 0;
		return into;
	};
	const floats = (column: Float64Array) => take(column, new Float64Array(rows.length));
	const integers = (column: Int32Array) => take(column, new Int32Array(rows.length));
	const clusters = Object.entries(columns.clusters).flatMap(([kind, column]) =>
		column === undefined ? [] : [[kind, integers(column)] as const],
	);
	return {
		models: columns.models,
		slotA: integers(columns.slotA),
		slotB: integers(columns.slotB),
		outcome: take(columns.outcome, new Uint8Array(rows.length)),
		score: columns.score === null ? null : floats(columns.score),
		weight: columns.weight === null ? null : floats(columns.weight),
		clusters: Object.fromEntries(clusters),
		covariates: columns.covariates.map(({ name, values }) => ({ name, values: floats(values) })),
		atMs: columns.atMs === null ? null : floats(columns.atMs),
	};
}
