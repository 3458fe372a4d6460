const DIGIT_BITS = 16;
const DIGITS = 1 << DIGIT_BITS;

/**
 * Positions of the values in ascending order, equal values in the order given. Whole milliseconds
 * are sorted digit by digit in linear time; anything else by comparison.
 */
export function orderByTime(atMs: Float64Array): Int32Array {
	const order = new Int32Array(atMs.length).map((_, row) => row);
	const first = atMs.reduce((least, at) => Math.min(least, at), Number.POSITIVE_INFINITY);
	const last = atMs.reduce((most, at) => Math.max(most, at), Number.NEGATIVE_INFINITY);
	if (!atMs.every(Number.isSafeInteger) || !Number.isSafeInteger(last - first))
		return order.sort((x, y) => (atMs[x] ?? 0) - (atMs[y] ?? 0) || x - y);
	if (isAscending(atMs)) return order;
	let current = order;
	for (let unit = 1; unit <= last - first; unit *= DIGITS) {
		const digits = new Uint16Array(current.length);
		for (let i = 0; i < current.length; i++)
			digits[i] = Math.floor(((atMs[current[i] ?? 0] ?? 0) - first) / unit) % DIGITS;
		const starts = new Int32Array(DIGITS + 1);
		digits.forEach((digit) => {
			starts[digit + 1] = (starts[digit + 1] ?? 0) + 1;
		});
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

function isAscending(values: Float64Array): boolean {
	for (let i = 1; i < values.length; i++) if ((values[i] ?? 0) < (values[i - 1] ?? 0)) return false;
	return true;
}
