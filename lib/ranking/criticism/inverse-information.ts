import { AppError } from "#lib/kernel/app-error.ts";
import { heaviestModel, informationOf, withoutModel } from "#lib/ranking/bradley-terry.ts";
import { factorise, solveFactored } from "#lib/ranking/cholesky.ts";
import type { FittedGroup, FittedPairs } from "./fitted-pairs.ts";

/**
 * H+, the pseudo-inverse of the information of the fit (row-major): the V of the influence formulas
 * of Broderick, Giordano and Meager (arXiv 2011.14999). It is not the sandwich covariance, which
 * says how far estimates scatter; this says how far they move when a judgement is taken away. Each
 * group is centred on its mean; entries between groups are 0.
 *
 * Throws `fit-not-converged` (500) when the information is singular in floating point.
 */
export function inverseInformation(fit: FittedPairs): Float64Array {
	const { size } = fit.table;
	const inverse = new Float64Array(size * size);
	for (const group of fit.groups) {
		const { members } = group;
		const count = members.length;
		const own = invertPinned(group, strengthsOf(fit, group));
		const means = new Float64Array(count);
		let mean = 0;
		for (let i = 0; i < count; i++) {
			for (let j = 0; j < count; j++)
				means[i] = (means[i] ?? 0) + (own[i * count + j] ?? 0) / count;
			mean += (means[i] ?? 0) / count;
		}
		for (let i = 0; i < count; i++)
			for (let j = 0; j < count; j++)
				inverse[(members[i] ?? 0) * size + (members[j] ?? 0)] =
					(own[i * count + j] ?? 0) - (means[i] ?? 0) - (means[j] ?? 0) + mean;
	}
	return inverse;
}

/**
 * H+ (e_i - e_j) for two models of one group, up to a constant within the group: how the difference
 * of the two answers to a push at each model. One linear system, where the whole inverse takes n.
 */
export function differenceResponse(fit: FittedPairs, i: number, j: number): Float64Array {
	const response = new Float64Array(fit.table.size);
	const group = fit.groups[fit.groupOf[i] ?? -1];
	if (group === undefined) return response;
	const { factor, pin, minor } = factorPinned(group, strengthsOf(fit, group));
	const wanted = Float64Array.from(
		group.members,
		(model) => Number(model === i) - Number(model === j),
	);
	const free = wanted.filter((_, model) => model !== pin);
	solveFactored(factor, minor, free);
	group.members.forEach((model, at) => {
		response[model] = at === pin ? 0 : (free[at < pin ? at : at - 1] ?? 0);
	});
	return response;
}

function strengthsOf(fit: FittedPairs, group: FittedGroup): Float64Array {
	return Float64Array.from(group.members, (model) => fit.strengths[model] ?? 0);
}

function factorPinned(group: FittedGroup, strengths: Float64Array) {
	const { table, prior } = group;
	const pin = heaviestModel(table).model;
	const factor = withoutModel(informationOf(table, prior, strengths), table.size, pin);
	const minor = table.size - 1;
	if (!factorise(factor, minor))
		throw new AppError("fit-not-converged", "The fit's information could not be inverted.", {
			status: 500,
			data: { models: table.size },
		});
	return { factor, pin, minor };
}

function invertPinned(group: FittedGroup, strengths: Float64Array): Float64Array {
	const { factor, pin, minor } = factorPinned(group, strengths);
	const size = minor + 1;
	const inverse = new Float64Array(size * size);
	for (let i = 0; i < minor; i++) {
		const row = new Float64Array(minor);
		row[i] = 1;
		solveFactored(factor, minor, row);
		const at = (i < pin ? i : i + 1) * size;
		for (let j = 0; j < minor; j++) inverse[at + (j < pin ? j : j + 1)] = row[j] ?? 0;
	}
	return inverse;
}
