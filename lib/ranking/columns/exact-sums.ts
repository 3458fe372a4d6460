/**
 * The grid on which numbers up to `largest` can be added `terms` times without any rounding, so that
 * their sum is the same in every order. It is as fine as the 53 bits of a double allow: for a million
 * numbers 2^-32 of the largest.
 */
export function exactSumUnit(largest: number, terms: number): number {
	if (!(largest > 0)) return 1;
	const bits = 52 - Math.ceil(Math.log2(terms + 1));
	return 2 ** Math.max(-1000, Math.ceil(Math.log2(largest)) - bits);
}
