import { logLikelihoodOf, maximiseStrengths } from "./bradley-terry.ts";
import { componentShape } from "./component-shape.ts";
import { sandwichCovariance } from "./covariance.ts";
import type { PairTable } from "./pairs.ts";
import { POINTS_PER_UNIT } from "./scale.ts";

/** Ratings of one connected component, by the models' numbers in its table. */
export type ComponentFit = {
	/** In points, the level being 0. */
	ratings: Float64Array;
	/** Row-major, in points squared. */
	covariance: Float64Array;
	/** Ascending; empty when the judgements leave every rating open at one end. */
	core: Int32Array;
	separated: Int32Array;
	/** Models outside the largest group joined by decisive judgements; empty when there is one. */
	tiedOn: Int32Array;
	iterations: number;
	logLikelihood: number;
};

/**
 * Fits one connected component by Bradley-Terry with ties as half, with the light prior that its
 * shape asks for. The level is the mean of the core (or of all), or the model numbered `anchor`.
 * Newton's steps begin at the log-strengths `start`, else at equal ones.
 */
export function fitComponent(
	table: PairTable,
	anchor: number | null,
	start: Float64Array | null = null,
): ComponentFit {
	const { core, separated, reference, prior, tiedOn, isBounded } = componentShape(table);
	const { strengths, iterations } = maximiseStrengths(table, prior, start);

	const level = new Float64Array(table.size);
	if (anchor !== null) level[anchor] = 1;
	else for (const model of reference) level[model] = 1 / reference.length;
	const zero = strengths.reduce((sum, strength, i) => sum + strength * (level[i] ?? 0), 0);

	const bounded = (k: number) => isBounded(table.first[k] ?? 0, table.second[k] ?? 0);
	const covariance = sandwichCovariance(table, strengths, level, { prior, bounded });
	return {
		ratings: strengths.map((strength) => POINTS_PER_UNIT * (strength - zero)),
		covariance: covariance.map((value) => POINTS_PER_UNIT * POINTS_PER_UNIT * value),
		core,
		separated,
		tiedOn,
		iterations,
		logLikelihood: logLikelihoodOf(table, strengths),
	};
}
