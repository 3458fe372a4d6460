import { compareNames } from "#lib/ranking/cells.ts";

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

/**
 * Group numbers given anew, in the order in which the groups appear; -1 stays. `first` has the old number
 * of each new one.
 */
export function renumbered(groups: Int32Array): { numbers: Int32Array; first: number[] } {
	const places = new Map<number, number>();
	const numbers = groups.map((group) => {
		if (group < 0) return -1;
		const number = places.get(group) ?? places.size;
		places.set(group, number);
		return number;
	});
	return { numbers, first: [...places.keys()] };
}
