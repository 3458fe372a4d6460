const DIGIT_BITS = 16;
const DIGITS = 1 << DIGIT_BITS;

/**
 * Positions of the values in ascending order, equal values in the order given. Whole milliseconds
 * are sorted digit by digit in linear time; anything else by comparison.
 */
export function orderByTime(atMs: Float64Array): Int32Array {
	const order = Int32Array.from({ length: atMs.length }, (_, row) => row);
	const first = atMs.reduce((least, at) => Math.min(least, at), Number.POSITIVE_INFINITY);
	const last = atMs.reduce((most, at) => Math.max(most, at), Number.NEGATIVE_INFINITY);
	if (!atMs.every(Number.isSafeInteger) || !Number.isSafeInteger(last - first))
		return order.sort((x, y) => (atMs[x] ?? 0) - (atMs[y] ?? 0) || x - y);
	let current = order;
	for (let unit = 1; unit <= last - first; unit *= DIGITS) {
		const digits = Uint16Array.from(
			current,
			(row) => Math.floor(((atMs[row] ?? 0) - first) / unit) % DIGITS,
		);
		const starts = new Int32Array(DIGITS + 1);
		for (const digit of digits) starts[digit + 1] = (starts[digit + 1] ?? 0) + 1;
		for (let d = 0; d < DIGITS; d++) starts[d + 1] = (starts[d + 1] ?? 0) + (starts[d] ?? 0);
		const next = new Int32Array(current.length);
		for (let i = 0; i < current.length; i++) {
			const digit = digits[i] ?? 0;
			const at = starts[digit] ?? 0;
			next[at] = current[i] ?? 0;
			starts[digit] = at + 1;
		}
		current = next;
	}
	return current;
}
