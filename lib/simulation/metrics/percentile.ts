/**
 * The value below which a share of the values lies, between two of them in proportion (type 7 of Hyndman and
 * Fan, 1996, the default of NumPy and R). `share` in [0, 1]. Null of no values.
 */
export function percentile(values: readonly number[], share: number): number | null {
	const sorted = [...values].sort((a, b) => a - b);
	const at = share * (sorted.length - 1);
	const below = sorted[Math.floor(at)];
	const above = sorted[Math.ceil(at)];
	if (below === undefined || above === undefined) return null;
	return below + (at - Math.floor(at)) * (above - below);
}
