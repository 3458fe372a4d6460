const DENSITY_AT_ZERO = 0.3989422804014327;

/** Density of the standard normal distribution. */
export function normalDensity(x: number): number {
	return DENSITY_AT_ZERO * Math.exp((-x * x) / 2);
}

/**
 * The chance that a standard normal number is above `x`, to about 1e-15, and with a small relative
 * error far out: Marsaglia's series (J. Statist. Software 11(4), 2004) in the middle, Laplace's
 * continued fraction in the tail.
 */
export function normalTail(x: number): number {
	if (Number.isNaN(x)) return Number.NaN;
	if (x < 0) return 1 - normalTail(-x);
	if (x > 2.5) {
		let fraction = x;
		for (let n = 120; n >= 1; n--) fraction = x + n / fraction;
		return normalDensity(x) / fraction;
	}
	let [term, sum] = [x, x];
	for (let n = 3; term > sum * 1e-17; n += 2) {
		term *= (x * x) / n;
		sum += term;
	}
	return 0.5 - normalDensity(x) * sum;
}

/** The chance of a standard normal number at least as far from 0 as `z`, on either side. */
export function twoSidedChance(z: number): number {
	return Math.min(1, 2 * normalTail(Math.abs(z)));
}

/**
 * The number below which a standard normal one falls with chance `share`, 0 < share < 1: formula
 * 26.2.23 of Abramowitz and Stegun (1964), then Halley's steps on `normalTail`.
 */
export function normalQuantile(share: number): number {
	if (share > 0.5) return -normalQuantile(1 - share);
	if (!(share > 0)) return share === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
	const t = Math.sqrt(-2 * Math.log(share));
	let x =
		t -
		(2.515517 + 0.802853 * t + 0.010328 * t * t) /
			(1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t * t * t);
	for (let step = 0; step < 3; step++) {
		const error = (share - normalTail(x)) / normalDensity(x);
		x -= error / (1 + (x * error) / 2);
	}
	return -x;
}
