import { canonicalJudgementLine, compareNames, type JudgementRow } from "./cells.ts";

/** SHA-256 of a text's UTF-8 bytes in lower-case hexadecimal, passed in: this folder has no I/O. */
export type Sha256 = (text: string) => string;

/**
 * The judgement hash of a rating snapshot, in two steps so that one more judgement costs a
 * four-thousandth of the work:
 *
 * 1. Each counted judgement is a line (`canonicalJudgementLine`). Lines go into 4,096 buckets by the
 *    last three hexadecimal digits of the judgement's id. A bucket's hash is the SHA-256 of its lines,
 *    sorted by `compareNames` and each followed by a line feed.
 * 2. The judgement hash is the SHA-256 of one line for each bucket that holds a judgement, in the order
 *    of the buckets: the three digits, a space, the bucket's hash, a line feed.
 *
 * The order of the rows never matters. Ids of other origins that do not end in three hexadecimal
 * digits share one more bucket, called `-`.
 */
export function judgementHash(rows: readonly JudgementRow[], sha256: Sha256): string {
	return hashJudgementsById(
		rows.map(({ id }) => id),
		(index) => rows[index],
		sha256,
	);
}

/**
 * The same for judgements that are made on demand: `judgementAt` is asked once for each of the ids, and
 * no more than one bucket's lines are in memory.
 */
export function hashJudgementsById(
	ids: readonly string[],
	judgementAt: (index: number) => JudgementRow | undefined,
	sha256: Sha256,
): string {
	const buckets = new Map<string, number[]>();
	ids.forEach((id, index) => {
		const bucket = bucketOf(id);
		const indexes = buckets.get(bucket);
		if (indexes === undefined) buckets.set(bucket, [index]);
		else indexes.push(index);
	});
	const hashes: [string, string][] = [];
	for (const [bucket, indexes] of buckets) {
		const lines: string[] = [];
		for (const index of indexes) {
			const judgement = judgementAt(index);
			if (judgement !== undefined) lines.push(`${canonicalJudgementLine(judgement)}\n`);
		}
		hashes.push([bucket, sha256(lines.sort(compareNames).join(""))]);
	}
	return hashOfBuckets(hashes, sha256);
}

/** The second step: the hash of the buckets that hold judgements, by their three digits. */
export function hashOfBuckets(
	buckets: Iterable<readonly [bucket: string, hash: string]>,
	sha256: Sha256,
): string {
	const lines = [...buckets].map(([bucket, hash]) => `${bucket} ${hash}\n`);
	return sha256(lines.sort(compareNames).join(""));
}

function bucketOf(id: string): string {
	const digits = id.slice(-3).toLowerCase();
	return /^[0-9a-f]{3}$/.test(digits) ? digits : "-";
}
