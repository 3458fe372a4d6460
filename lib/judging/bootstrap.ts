import { type Random, randomInt } from "#lib/kernel/random.ts";
import { type Figure, type Interval, noInterval } from "./figure.ts";

/**
 * The 95 % percentile interval of a statistic (Efron and Tibshirani, "An Introduction to the
 * Bootstrap", 1993, chapter 13): `units` are drawn with replacement, whole. Draws on which it is
 * undefined are left out; when they are more than half, so is the interval.
 */
export function bootstrapInterval<T>(
	units: readonly T[],
	statistic: (sample: readonly T[]) => Figure,
	{ random, draws }: { random: Random; draws: number },
): Interval {
	const point = statistic(units);
	if (point.value === null) return noInterval(point.reason);
	const values: number[] = [];
	for (let draw = 0; draw < draws; draw++) {
		const sample = units.flatMap(() => {
			const unit = units[randomInt(random, units.length)];
			return unit === undefined ? [] : [unit];
		});
		const { value } = statistic(sample);
		if (value !== null) values.push(value);
	}
	if (values.length * 2 <= draws) return noInterval("no-variation");
	values.sort((x, y) => x - y);
	return { lower: quantile(values, 0.025), upper: quantile(values, 0.975), reason: null };
}

/** Linear between the two nearest of sorted values. */
function quantile(sorted: readonly number[], share: number): number {
	const place = share * (sorted.length - 1);
	const below = sorted[Math.floor(place)] ?? 0;
	const above = sorted[Math.ceil(place)] ?? below;
	return below + (above - below) * (place - Math.floor(place));
}
