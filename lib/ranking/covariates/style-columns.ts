import { AppError } from "#lib/kernel/app-error.ts";
import { refuseRow } from "#lib/ranking/columns/check-columns.ts";
import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import type { StyleSpec, StyleTransform } from "#lib/ranking/method-spec.ts";

/** Covariates, each with a number for every row, and the features some row knows nothing about. */
export type Covariates = { names: string[]; columns: Float64Array[]; unknown: string[] };

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
	const unknown: string[] = [];
	const standardised = features.map((feature) => {
		const transform = style?.transform ?? "plain";
		const values = rawFeature(columns, feature, transform);
		const { mean, deviation, known } = momentsOf(values, columns.weight, transform);
		// Equal numbers can differ from their mean by rounding.
		if (known > 0 && !(deviation > 1e-12 * Math.abs(mean)))
			throw new AppError("constant-covariate", `The covariate ${feature} never varies.`, {
				data: { feature },
			});
		if (transform !== "plain") standardise(values, mean, 1 / deviation);
		if (known < length) {
			unknown.push(feature);
			for (let row = 0; row < length; row++)
				if (Number.isNaN(values[row] ?? Number.NaN)) values[row] = 0;
		}
		return values;
	});
	return {
		names: [...features, ...(sideOrder ? [SIDE_ORDER] : [])],
		columns: [...standardised, ...(sideOrder ? [new Float64Array(length).fill(1)] : [])],
		unknown,
	};
}

function standardise(values: Float64Array, centre: number, scale: number): void {
	for (let row = 0; row < values.length; row++) values[row] = ((values[row] ?? 0) - centre) * scale;
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
	const isPlain = transform === "plain";
	for (let row = 0; row < values.length; row++) {
		let left = a[row] ?? 0;
		let right = b[row] ?? 0;
		if (isDensity) {
			left = left === 0 ? 0 : left / (lengthA?.[row] ?? 0);
			right = right === 0 ? 0 : right / (lengthB?.[row] ?? 0);
		}
		const difference = left - right;
		const value = isPlain ? difference : difference / (left + right + more);
		values[row] = value;
		if (Math.abs(value) < Number.POSITIVE_INFINITY) continue;
		refuseInfinite(a[row] ?? 0, row, `${feature}_a`);
		refuseInfinite(b[row] ?? 0, row, `${feature}_b`);
		// Without either there is no ratio, but no difference: 0. Infinite densities are not known.
		values[row] = difference === 0 ? 0 : Number.NaN;
	}
	return values;
}

function refuseInfinite(value: number, row: number, name: string): void {
	if (Math.abs(value) === Number.POSITIVE_INFINITY) refuseRow(row, name, "is not finite");
}

/** Refuses infinities; a row that is not known, NaN, passes. */
function checked(values: Float64Array, name: string): Float64Array {
	for (let row = 0; row < values.length; row++) refuseInfinite(values[row] ?? 0, row, name);
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
