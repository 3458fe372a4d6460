import { compareNames } from "#lib/ranking/cells.ts";
import type { JudgementColumns } from "./judgement-columns.ts";

/** Hexadecimal digits of an id's end that name its bucket (see judgement-hash.ts). */
const BUCKET_DIGITS = 3;

/**
 * The order in which judgements are added up where sums of single judgements could differ in their last
 * digit: by bucket, the last three hexadecimal digits of the id, then by id. So a leaderboard and an
 * exported file of its judgements give the same digits, whatever the order of the file.
 */
export function canonicalOrder(ids: readonly string[]): Int32Array {
	const buckets = ids.map((id) => id.slice(-BUCKET_DIGITS));
	return Int32Array.from(ids.keys()).sort(
		(x, y) =>
			compareNames(buckets[x] ?? "", buckets[y] ?? "") || compareNames(ids[x] ?? "", ids[y] ?? ""),
	);
}

/** Group numbers given anew, in the order in which the groups appear; -1 stays. */
export function renumbered(groups: Int32Array): Int32Array {
	const numbers = new Map<number, number>();
	return groups.map((group) => {
		if (group < 0) return -1;
		const number = numbers.get(group) ?? numbers.size;
		numbers.set(group, number);
		return number;
	});
}

/** Columns whose groups are numbered as they appear. */
export function withRenumberedGroups(columns: JudgementColumns): JudgementColumns {
	const clusters = Object.fromEntries(
		Object.entries(columns.clusters).map(([kind, groups]) => [kind, renumbered(groups)]),
	);
	return { ...columns, clusters };
}
