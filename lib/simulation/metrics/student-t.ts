import { assert } from "#lib/kernel/assert.ts";

/** Halvings of an interval until it has no width in double precision. */
const HALVINGS = 80;

/**
 * Share of Student's t distribution between -t and t, for whole degrees of freedom: the finite series of
 * Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4.
 */
export function studentShare(t: number, freedom: number): number {
	const angle = Math.atan(t / Math.sqrt(freedom));
	const square = Math.cos(angle) ** 2;
	const isOdd = freedom % 2 === 1;
	let term = isOdd ? Math.cos(angle) : 1;
	let sum = freedom === 1 ? 0 : term;
	for (let power = isOdd ? 3 : 2; power <= freedom - 2; power += 2) {
		term *= ((power - 1) / power) * square;
		sum += term;
	}
	const series = Math.sin(angle) * sum;
	return isOdd ? (2 / Math.PI) * (angle + series) : series;
}

/**
 * The t below which a share `chance` of Student's t distribution lies, `chance` in (0, 1), by halving the angle
 * of the series. `freedom` is a whole number from 1.
 */
export function studentQuantile(chance: number, freedom: number): number {
	assert(chance > 0 && chance < 1, "a chance lies between 0 and 1");
	assert(Number.isInteger(freedom) && freedom >= 1, "degrees of freedom are whole and positive");
	if (chance < 0.5) return -studentQuantile(1 - chance, freedom);
	const share = 2 * chance - 1;
	let low = 0;
	let high = Math.PI / 2;
	for (let i = 0; i < HALVINGS; i++) {
		const middle = (low + high) / 2;
		if (studentShare(Math.tan(middle) * Math.sqrt(freedom), freedom) < share) low = middle;
		else high = middle;
	}
	return Math.tan((low + high) / 2) * Math.sqrt(freedom);
}
