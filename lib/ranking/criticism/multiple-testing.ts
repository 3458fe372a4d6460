/**
 * Adjusted p-values of Benjamini and Hochberg (J. R. Statist. Soc. B 57, 1995): flagging all below q
 * keeps the expected share of false flags below q.
 */
export function benjaminiHochberg(chances: Float64Array): Float64Array {
	const count = chances.length;
	const order = Array.from(chances.keys()).sort((x, y) => (chances[x] ?? 0) - (chances[y] ?? 0));
	const adjusted = new Float64Array(count);
	let least = 1;
	for (let at = count - 1; at >= 0; at--) {
		const item = order[at] ?? 0;
		least = Math.min(least, ((chances[item] ?? 0) * count) / (at + 1));
		adjusted[item] = least;
	}
	return adjusted;
}

/**
 * Adjusted p-values of Holm (Scand. J. Statist. 6, 1979): the chance of even one false flag among
 * all below q is at most q.
 */
export function holm(chances: Float64Array): Float64Array {
	const count = chances.length;
	const order = Array.from(chances.keys()).sort((x, y) => (chances[x] ?? 0) - (chances[y] ?? 0));
	const adjusted = new Float64Array(count);
	let most = 0;
	order.forEach((item, at) => {
		most = Math.max(most, Math.min(1, (chances[item] ?? 0) * (count - at)));
		adjusted[item] = most;
	});
	return adjusted;
}
