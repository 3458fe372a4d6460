import { AppError } from "#lib/kernel/app-error.ts";
import { canonicalJudgementLine, compareNames, type JudgementRow } from "./cells.ts";

/** SHA-256 of a text's UTF-8 bytes in lower-case hexadecimal, passed in: this folder has no I/O. */
export type Sha256 = (text: string) => string;

/**
 * The judgement hash of a rating snapshot, in two steps so that one more judgement changes a
 * four-thousandth of the work:
 *
 * 1. Each counted judgement is a line (`canonicalJudgementLine`). Lines go into 4,096 buckets by the
 *    last three hexadecimal digits of the judgement's id. A bucket's hash is the SHA-256 of its lines,
 *    sorted by `compareNames` and each followed by a line feed.
 * 2. The judgement hash is the SHA-256 of one line for each bucket that holds a judgement, in the order
 *    of the buckets: the three digits, a space, the bucket's hash, a line feed.
 *
 * The order of the rows never matters. Throws `invalid-judgement` (400) for an id that does not end in
 * three hexadecimal digits.
 */
export function judgementHash(rows: Iterable<JudgementRow>, sha256: Sha256): string {
	const buckets = new Map<string, string[]>();
	for (const row of rows) {
		const bucket = bucketOf(row.id);
		const lines = buckets.get(bucket);
		if (lines === undefined) buckets.set(bucket, [canonicalJudgementLine(row)]);
		else lines.push(canonicalJudgementLine(row));
	}
	const hashes: [string, string][] = [];
	for (const [bucket, lines] of buckets) {
		lines.sort(compareNames);
		hashes.push([bucket, sha256(lines.map((line) => `${line}\n`).join(""))]);
	}
	return hashOfBuckets(hashes, sha256);
}

/** The bucket of a judgement: the last three hexadecimal digits of its id, in lower case. */
export function bucketOf(id: string): string {
	const digits = id.slice(-3).toLowerCase();
	if (!/^[0-9a-f]{3}$/.test(digits))
		throw new AppError(
			"invalid-judgement",
			"A judgement's id must end in three hexadecimal digits.",
			{ data: { id } },
		);
	return digits;
}

/** The second step: the hash of the buckets that hold judgements, by their three digits. */
export function hashOfBuckets(
	buckets: Iterable<readonly [bucket: string, hash: string]>,
	sha256: Sha256,
): string {
	const lines = [...buckets].map(([bucket, hash]) => `${bucket} ${hash}\n`);
	return sha256(lines.sort(compareNames).join(""));
}
