import { type Figure, known, undefinedFor } from "./figure.ts";

/** A decided comparison: log(length of a / length of b), and whether a was preferred. */
export interface LengthChoice {
	logRatio: number;
	preferredA: boolean;
}

export interface Slope {
	slope: Figure;
	standardError: Figure;
	choices: number;
}

const STEPS_MAX = 60;

/**
 * The slope s of P(a preferred) = 1 / (1 + exp(-s x)), x being the log ratio of lengths: above 0
 * where longer replies are preferred. No intercept, for slots are drawn by lot. Newton's method,
 * steps halved until the likelihood rises; the standard error is that of the information. Undefined
 * when the longer reply was always preferred, or never (`separated`): s then has no bound.
 */
export function fitLengthSlope(choices: readonly LengthChoice[]): Slope {
	const told = choices.filter(({ logRatio }) => logRatio !== 0);
	const signed = told.map(({ logRatio, preferredA }) => (preferredA ? logRatio : -logRatio));
	const none = (reason: "no-data" | "no-variation" | "separated" | "not-converged"): Slope => ({
		slope: undefinedFor(reason),
		standardError: undefinedFor(reason),
		choices: choices.length,
	});
	if (choices.length === 0) return none("no-data");
	if (signed.length === 0) return none("no-variation");
	if (signed.every((x) => x > 0) || signed.every((x) => x < 0)) return none("separated");
	const slope = maximise(signed);
	if (slope === null) return none("not-converged");
	const information = signed.reduce((sum, x) => sum + x * x * variance(slope * x), 0);
	if (!(information > 0)) return none("not-converged");
	return {
		slope: known(slope),
		standardError: known(1 / Math.sqrt(information)),
		choices: choices.length,
	};
}

const chance = (z: number) => 1 / (1 + Math.exp(-z));
const variance = (z: number) => chance(z) * chance(-z);

/** log(1 / (1 + exp(-z))) without overflow. */
const logChance = (z: number) => (z > 0 ? -Math.log1p(Math.exp(-z)) : z - Math.log1p(Math.exp(z)));

/** The maximum of the sum of log chances of s x; null when it is not reached. */
function maximise(signed: readonly number[]): number | null {
	const likelihood = (s: number) => signed.reduce((sum, x) => sum + logChance(s * x), 0);
	let slope = 0;
	for (let step = 0; step < STEPS_MAX; step++) {
		const gradient = signed.reduce((sum, x) => sum + x * chance(-slope * x), 0);
		const information = signed.reduce((sum, x) => sum + x * x * variance(slope * x), 0);
		let move = gradient / information;
		if (!Number.isFinite(move)) return null;
		if (Math.abs(move) <= 1e-10 * Math.max(1, Math.abs(slope))) return slope;
		const before = likelihood(slope);
		while (
			likelihood(slope + move) < before &&
			Math.abs(move) > 1e-12 * Math.max(1, Math.abs(slope))
		)
			move /= 2;
		slope += move;
	}
	return null;
}
