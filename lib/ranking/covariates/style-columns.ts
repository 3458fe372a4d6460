import { AppError } from "#lib/kernel/app-error.ts";
import { refuseRow } from "#lib/ranking/columns/check-columns.ts";
import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import type { StyleSpec, StyleTransform } from "#lib/ranking/method-spec.ts";

/** Covariates by row, `width` each, and the features some row knows nothing about. */
export type Covariates = { names: string[]; x: Float64Array; width: number; unknown: string[] };

const STRETCH = 1024;

/** The name of the length feature, by which `density` divides all others. */
const LENGTH = "tokens";

/**
 * The covariates of a method, one column for each feature, then the side order if asked for:
 * - `plain`: the difference, a - b;
 * - `fastchat`: (a - b) / (a + b + 1), then centred and divided by its deviation (ddof 0);
 * - `arena-rank`: (a - b) / (a + b), the deviation with ddof 1;
 * - `density` (arena-hard 2): the length as in `arena-rank`; every other feature first divided by
 *   the length, then (a - b) / (a + b + 1); the deviation with ddof 1.
 *
 * Where a figure is not known the covariate is 0. Throws `unknown-covariate` (400) for a feature
 * without its columns and `constant-covariate` (400) for one that never varies.
 */
export function styleColumns(
	columns: JudgementColumns,
	style: StyleSpec | undefined,
	sideOrder: boolean,
): Covariates {
	const length = columns.slotA.length;
	const features = style?.features ?? [];
	const width = features.length + (sideOrder ? 1 : 0);
	const x = new Float64Array(length * width);
	const unknown: string[] = [];
	const ready: { values: Float64Array; centre: number; scale: number }[] = [];
	features.forEach((feature) => {
		const transform = style?.transform ?? "plain";
		const values = rawFeature(columns, feature, transform);
		const { mean, deviation, known } = momentsOf(values, columns.weight, transform);
		// Equal numbers can differ from their mean by rounding.
		if (known > 0 && !(deviation > 1e-12 * Math.abs(mean)))
			throw new AppError("constant-covariate", `The covariate ${feature} never varies.`, {
				data: { feature },
			});
		ready.push({
			values,
			centre: transform === "plain" ? 0 : mean,
			scale: transform === "plain" ? 1 : 1 / deviation,
		});
		if (known < length) unknown.push(feature);
	});
	// A stretch of rows at a time, which stays in the cache while its columns are filled in.
	for (let from = 0; from < length; from += STRETCH)
		ready.forEach(({ values, centre, scale }, i) => {
			const end = Math.min(length, from + STRETCH);
			for (let row = from, at = from * width + i; row < end; row++, at += width) {
				const value = ((values[row] ?? 0) - centre) * scale;
				x[at] = Number.isNaN(value) ? 0 : value;
			}
		});
	if (sideOrder) for (let row = 0; row < length; row++) x[row * width + width - 1] = 1;
	return {
		names: [...features, ...(sideOrder ? [SIDE_ORDER] : [])],
		x,
		width,
		unknown,
	};
}

/** The coefficient of standing in slot `a`. */
export const SIDE_ORDER = "side-order";

function rawFeature(
	columns: JudgementColumns,
	feature: string,
	transform: StyleTransform,
): Float64Array {
	const find = (name: string) => columns.covariates.find((each) => each.name === name)?.values;
	const [a, b] = [find(`${feature}_a`), find(`${feature}_b`)];
	const ready = find(feature);
	if (a === undefined || b === undefined) {
		if (ready !== undefined) return checked(ready, feature).slice();
		throw new AppError(
			"unknown-covariate",
			`There is no covariate ${feature} in these judgements.`,
			{
				data: { feature, known: columns.covariates.map(({ name }) => name) },
			},
		);
	}
	checked(a, `${feature}_a`);
	checked(b, `${feature}_b`);
	const isDensity = transform === "density" && feature !== LENGTH;
	const [lengthA, lengthB] = [find(`${LENGTH}_a`), find(`${LENGTH}_b`)];
	if (isDensity && (lengthA === undefined || lengthB === undefined))
		throw new AppError(
			"unknown-covariate",
			"Densities need the covariates tokens_a and tokens_b.",
			{
				data: { feature: LENGTH },
			},
		);
	const more = transform === "fastchat" || isDensity ? 1 : 0;
	const values = new Float64Array(a.length);
	for (let row = 0; row < values.length; row++) {
		let left = a[row] ?? 0;
		let right = b[row] ?? 0;
		if (isDensity) {
			left = left === 0 ? 0 : left / (lengthA?.[row] ?? 0);
			right = right === 0 ? 0 : right / (lengthB?.[row] ?? 0);
		}
		const difference = left - right;
		// Without either there is no ratio, but no difference: 0. Infinite densities are not known.
		const value =
			transform === "plain" || difference === 0 ? difference : difference / (left + right + more);
		values[row] = Math.abs(value) < Number.POSITIVE_INFINITY ? value : Number.NaN;
	}
	return values;
}

function checked(values: Float64Array, name: string): Float64Array {
	for (let row = 0; row < values.length; row++)
		if (Math.abs(values[row] ?? 0) === Number.POSITIVE_INFINITY)
			refuseRow(row, name, "is not finite");
	return values;
}

/** Mean and deviation over the rows that are known, and how many those are. */
function momentsOf(
	values: Float64Array,
	weight: Float64Array | null,
	transform: StyleTransform,
): { mean: number; deviation: number; known: number } {
	const ddof = transform === "fastchat" ? 0 : 1;
	let known = 0;
	let count = 0;
	let sum = 0;
	for (let row = 0; row < values.length; row++) {
		const value = values[row] ?? 0;
		if (Number.isNaN(value)) continue;
		const w = weight === null ? 1 : (weight[row] ?? 0);
		known++;
		count += w;
		sum += w * value;
	}
	const mean = count > 0 ? sum / count : 0;
	let squares = 0;
	for (let row = 0; row < values.length; row++) {
		const off = (values[row] ?? 0) - mean;
		if (!Number.isNaN(off)) squares += (weight === null ? 1 : (weight[row] ?? 0)) * off * off;
	}
	return { mean, deviation: Math.sqrt(squares / Math.max(count - ddof, Number.MIN_VALUE)), known };
}
