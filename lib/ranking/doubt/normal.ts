/**
 * The chance that a standard normal number is below `z`, to about 1e-15: the series about 0 near the
 * middle, Laplace's continued fraction in the tails (Abramowitz and Stegun, 26.2.11 and 26.2.14).
 */
export function normalBelow(z: number): number {
	const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
	if (Math.abs(z) < 5) {
		let term = z;
		let sum = z;
		for (let n = 3; Math.abs(term) > 1e-17 * Math.abs(sum); n += 2) {
			term *= (z * z) / n;
			sum += term;
		}
		return 0.5 + density * sum;
	}
	let fraction = 0;
	for (let n = 40; n > 0; n--) fraction = n / (Math.abs(z) + fraction);
	const tail = density / (Math.abs(z) + fraction);
	return z > 0 ? 1 - tail : tail;
}
