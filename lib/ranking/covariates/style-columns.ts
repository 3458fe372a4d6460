import { AppError } from "#lib/kernel/app-error.ts";
import { refuseRow } from "#lib/ranking/columns/check-columns.ts";
import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import type { StyleSpec, StyleTransform } from "#lib/ranking/method-spec.ts";

/** Covariates by row, `width` each, and the features some row knows nothing about. */
export type Covariates = { names: string[]; x: Float64Array; width: number; unknown: string[] };

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
	features.forEach((feature, i) => {
		const values = rawFeature(columns, feature, style?.transform ?? "plain");
		if (style?.transform !== "plain")
			standardise(values, columns.weight, style?.transform === "fastchat" ? 0 : 1);
		const first = values.find((value) => !Number.isNaN(value));
		if (first !== undefined && values.every((value) => Number.isNaN(value) || value === first))
			throw new AppError("constant-covariate", `The covariate ${feature} never varies.`, {
				data: { feature },
			});
		let isKnown = true;
		for (let row = 0; row < length; row++) {
			const value = values[row] ?? 0;
			if (Number.isNaN(value)) isKnown = false;
			else x[row * width + i] = value;
		}
		if (!isKnown) unknown.push(feature);
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
	if (transform === "plain") return a.map((value, row) => value - (b[row] ?? 0));
	if (transform !== "density" || feature === LENGTH) {
		const more = transform === "fastchat" ? 1 : 0;
		return a.map((value, row) => ratio(value, b[row] ?? 0, more));
	}
	const [lengthA, lengthB] = [find(`${LENGTH}_a`), find(`${LENGTH}_b`)];
	if (lengthA === undefined || lengthB === undefined)
		throw new AppError(
			"unknown-covariate",
			"Densities need the covariates tokens_a and tokens_b.",
			{
				data: { feature: LENGTH },
			},
		);
	const density = (count: number, tokens: number) => (count === 0 ? 0 : count / tokens);
	return a.map((value, row) =>
		ratio(density(value, lengthA[row] ?? 0), density(b[row] ?? 0, lengthB[row] ?? 0), 1),
	);
}

/** (a - b) / (a + b + more), 0 where both are 0, NaN where one is not known. */
function ratio(a: number, b: number, more: number): number {
	const sum = a + b + more;
	const value = a === b ? a - b : (a - b) / sum;
	return Number.isFinite(value) ? value : Number.NaN;
}

function checked(values: Float64Array, name: string): Float64Array {
	for (let row = 0; row < values.length; row++)
		if (Math.abs(values[row] ?? 0) === Number.POSITIVE_INFINITY)
			refuseRow(row, name, "is not finite");
	return values;
}

/** Subtracts the mean and divides by the deviation, over the rows that are known, in place. */
function standardise(values: Float64Array, weight: Float64Array | null, ddof: number): void {
	let [count, sum, squares] = [0, 0, 0];
	for (let row = 0; row < values.length; row++) {
		const value = values[row] ?? 0;
		if (Number.isNaN(value)) continue;
		const w = weight?.[row] ?? 1;
		count += w;
		sum += w * value;
	}
	const mean = count > 0 ? sum / count : 0;
	for (let row = 0; row < values.length; row++) {
		const value = values[row] ?? 0;
		if (!Number.isNaN(value)) squares += (weight?.[row] ?? 1) * (value - mean) ** 2;
	}
	const deviation = Math.sqrt(squares / Math.max(count - ddof, Number.MIN_VALUE));
	// A feature that never varies is refused by the caller, who then sees zeros.
	const scale = deviation > 1e-12 * Math.abs(mean) && deviation > 0 ? 1 / deviation : 0;
	for (let row = 0; row < values.length; row++) values[row] = ((values[row] ?? 0) - mean) * scale;
}
