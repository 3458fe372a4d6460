import { AppError } from "#lib/kernel/app-error.ts";
import { refuseRow } from "#lib/ranking/columns/check-columns.ts";
import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import type { WeightSpec } from "#lib/ranking/method-spec.ts";

const DAY_MS = 86_400_000;

/**
 * The factor of each row: the product of everything the method weighs by, null for 1 everywhere.
 * The cap comes last: a voter whose judgements weigh more than it together is scaled down to it.
 *
 * Throws `invalid-method` (400) where a column is missing and `invalid-judgement` (400) where a
 * value cannot be.
 */
export function rowFactors(
	columns: JudgementColumns,
	weights: WeightSpec | undefined,
): Float64Array | null {
	if (weights === undefined) return null;
	const length = columns.slotA.length;
	const factors = new Float64Array(length).fill(1);
	const needs = (field: string, column: string): never => {
		throw new AppError(
			"invalid-method",
			`The method's weights.${field} needs the column ${column}.`,
			{
				data: { field: `weights.${field}` },
			},
		);
	};
	const { halfLife, propensity, given, byJudge, perVoterMax } = weights;
	if (halfLife !== undefined) {
		const at = columns.atMs ?? needs("halfLife", "atMs");
		for (let row = 0; row < length; row++) {
			const ageDays = (halfLife.atMs - (at[row] ?? Number.NaN)) / DAY_MS;
			if (!Number.isFinite(ageDays)) refuseRow(row, "atMs", "is not a time");
			times(factors, row, 2 ** -(Math.max(0, ageDays) / halfLife.days));
		}
	}
	if (propensity !== undefined) inverse(factors, propensity);
	if (given !== undefined) {
		if (given.length !== length) needs("given", "given, one entry for each row");
		for (let row = 0; row < length; row++) {
			if (!((given[row] ?? -1) >= 0 && Number.isFinite(given[row])))
				refuseRow(row, "given weight", "is not a finite number of at least 0");
			times(factors, row, given[row] ?? 0);
		}
	}
	if (byJudge !== undefined) {
		const judges = columns.clusters.judge ?? needs("byJudge", "judge");
		for (let row = 0; row < length; row++) {
			const factor = byJudge[judges[row] ?? -1];
			if (factor === undefined || !(factor >= 0 && Number.isFinite(factor)))
				refuseRow(row, "judge", "has no stated weight");
			times(factors, row, factor);
		}
	}
	if (perVoterMax !== undefined)
		capVoters(
			columns,
			columns.clusters.voter ?? needs("perVoterMax", "voter"),
			factors,
			perVoterMax,
		);
	return factors;
}

function times(factors: Float64Array, row: number, factor: number): void {
	factors[row] = (factors[row] ?? 0) * factor;
}

/** Inverse propensities, scaled to a mean of 1 so that they still count as judgements. */
function inverse(factors: Float64Array, propensity: Float64Array): void {
	const length = factors.length;
	if (propensity.length !== length)
		throw new AppError("invalid-method", "The method's propensities are not one for each row.", {
			data: { field: "weights.propensity" },
		});
	let sum = 0;
	for (let row = 0; row < length; row++) {
		const chance = propensity[row] ?? 0;
		if (!(chance > 0 && chance <= 1)) refuseRow(row, "propensity", "is not in (0, 1]");
		sum += 1 / chance;
	}
	for (let row = 0; row < length; row++) times(factors, row, length / sum / (propensity[row] ?? 1));
}

function capVoters(
	columns: JudgementColumns,
	voters: Int32Array,
	factors: Float64Array,
	max: number,
): void {
	const totals = new Float64Array(voters.reduce((most, voter) => Math.max(most, voter + 1), 0));
	voters.forEach((voter, row) => {
		if (voter >= 0)
			totals[voter] = (totals[voter] ?? 0) + (columns.weight?.[row] ?? 1) * (factors[row] ?? 0);
	});
	voters.forEach((voter, row) => {
		const total = voter >= 0 ? (totals[voter] ?? 0) : 0;
		if (total > max) times(factors, row, max / total);
	});
}
