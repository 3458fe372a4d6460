import { AppError } from "#lib/kernel/app-error.ts";
import { factorise, solveFactored } from "./cholesky.ts";
import type { PairTable } from "./pairs.ts";

/**
 * The light prior for models whose rating the judgements leave open at one end: half a virtual win
 * and half a virtual loss of each model in `targets` against an opponent as strong as the mean of
 * the models in `reference`. No other model is pulled anywhere.
 */
export type LightPrior = { targets: Int32Array; reference: Int32Array };

/** Virtual wins, and as many virtual losses, that the light prior gives to each of its targets. */
export const PRIOR_WINS = 0.5;

/** Largest gradient accepted at the end, as a share of the heaviest model's judgements, virtual ones included. */
export const GRADIENT_TOLERANCE = 1e-12;

/** Largest last Newton step, in natural log-strength; 1e-9 is 1.7e-7 points, and it is taken too. */
export const STEP_TOLERANCE = 1e-9;

/** Up to this change of any difference of strengths a Newton step is taken whole. */
const WHOLE_STEP_MAX = 0.25;

const ITERATIONS_MAX = 1000;

/** The chance that a model stronger by `z` (natural log-strength) wins, without cancellation. */
export function winChance(z: number): number {
	if (z >= 0) return 1 / (1 + Math.exp(-z));
	const e = Math.exp(z);
	return e / (1 + e);
}

/**
 * Natural log-strengths of maximum likelihood (Bradley and Terry 1952), ties and both-bad counted
 * as half a win for each, centred on a mean of 0. There is no ridge; the level is free and is fixed
 * while solving by pinning one model.
 *
 * Newton's method, with whole steps near the maximum and where they gain enough, and elsewhere with
 * the step length ln(1 + d) / d, d being the largest change of a difference of strengths (Sun and
 * Tran-Dinh, Math. Program. 178, 2019, for losses with |f'''| <= f''), which never overshoots.
 *
 * The table must be connected, and strongly so in its win graph unless `prior` covers all models
 * outside its reference. Throws `fit-not-converged` (500) otherwise, or when the judgements are too
 * lopsided for floating point.
 */
export function fitStrengths(
	table: PairTable,
	prior: LightPrior | null = null,
	start: Float64Array | null = null,
): Float64Array {
	return maximiseStrengths(table, prior, start).strengths;
}

/** `fitStrengths`, with the number of Newton steps it took; they begin at `start`, else at 0. */
export function maximiseStrengths(
	table: PairTable,
	prior: LightPrior | null,
	start: Float64Array | null = null,
): { strengths: Float64Array; iterations: number } {
	const { size } = table;
	const strengths = start?.slice() ?? new Float64Array(size);
	if (size < 2) return { strengths, iterations: 0 };
	const pin = heaviestModel(table);
	const weight = pin.votes + (prior === null ? 0 : 2 * PRIOR_WINS);
	const minor = size - 1;
	for (let iteration = 0; iteration < ITERATIONS_MAX; iteration++) {
		const { gradient, information: whole } = slopesOf(table, prior, strengths);
		const steepest = gradient.reduce((worst, g) => Math.max(worst, Math.abs(g)), 0);
		const information = withoutModel(whole, size, pin.model);
		if (!factorise(information, minor)) break;
		const free = gradient.filter((_, model) => model !== pin.model);
		solveFactored(information, minor, free);
		const step = new Float64Array(size);
		for (let i = 0, k = 0; i < size; i++) step[i] = i === pin.model ? 0 : (free[k++] ?? 0);
		const reach = largestMove(table, prior, step);
		if (!Number.isFinite(reach)) break;
		// A whole step where the quadratic model is known to be good, a safe one elsewhere.
		const isSafe =
			reach <= WHOLE_STEP_MAX || (prior === null && gains(table, strengths, step, gradient));
		const length = isSafe ? 1 : Math.log1p(reach) / reach;
		for (let i = 0; i < size; i++) strengths[i] = (strengths[i] ?? 0) + length * (step[i] ?? 0);
		if (reach <= STEP_TOLERANCE && steepest <= GRADIENT_TOLERANCE * weight) {
			const mean = strengths.reduce((sum, s) => sum + s, 0) / size;
			return { strengths: strengths.map((s) => s - mean), iterations: iteration + 1 };
		}
	}
	throw new AppError("fit-not-converged", "The ratings could not be fitted to these judgements.", {
		status: 500,
		data: { models: size, pairs: table.first.length, iterationsMax: ITERATIONS_MAX },
	});
}

/** True when a whole step brings a fair share of what its slope promises. */
function gains(
	table: PairTable,
	strengths: Float64Array,
	step: Float64Array,
	gradient: Float64Array,
): boolean {
	const before = logLikelihoodOf(table, strengths);
	const after = logLikelihoodOf(
		table,
		strengths.map((value, i) => value + (step[i] ?? 0)),
	);
	const slope = gradient.reduce((sum, g, i) => sum + g * (step[i] ?? 0), 0);
	return after >= before + 0.25 * slope;
}

/** The log-likelihood of the judgements, without the prior's. */
export function logLikelihoodOf(table: PairTable, strengths: Float64Array): number {
	let log = 0;
	for (let k = 0; k < table.first.length; k++) {
		const z = (strengths[table.first[k] ?? 0] ?? 0) - (strengths[table.second[k] ?? 0] ?? 0);
		const wins = (table.winsFirst[k] ?? 0) + (table.halves[k] ?? 0) / 2;
		const losses = (table.winsSecond[k] ?? 0) + (table.halves[k] ?? 0) / 2;
		// ln(1 + e^-|z|) is what either outcome loses at least.
		const least = (wins + losses) * Math.log1p(Math.exp(-Math.abs(z)));
		log -= least + (z > 0 ? losses * z : -wins * z);
	}
	return log;
}

/** Gradient of the log-likelihood (with the prior) by model. */
export function gradientOf(
	table: PairTable,
	prior: LightPrior | null,
	strengths: Float64Array,
): Float64Array {
	return slopesOf(table, prior, strengths).gradient;
}

/**
 * Observed information of the log-likelihood (with the prior): the sum of m p (1 - p) d d' over
 * pairs, d = e_i - e_j, row-major. Singular along the vector of ones, the free level.
 */
export function informationOf(
	table: PairTable,
	prior: LightPrior | null,
	strengths: Float64Array,
): Float64Array {
	return slopesOf(table, prior, strengths).information;
}

/** `gradientOf` and `informationOf` together, from one exponential for each pair. */
function slopesOf(
	table: PairTable,
	prior: LightPrior | null,
	strengths: Float64Array,
): { gradient: Float64Array; information: Float64Array } {
	const { size, first, second, winsFirst, winsSecond, halves } = table;
	const gradient = new Float64Array(size);
	const information = new Float64Array(size * size);
	for (let k = 0; k < first.length; k++) {
		const i = first[k] ?? 0;
		const j = second[k] ?? 0;
		const z = (strengths[i] ?? 0) - (strengths[j] ?? 0);
		// The chances of the stronger and of the weaker, as in `winChance`.
		const e = Math.exp(-Math.abs(z));
		const likely = 1 / (1 + e);
		const unlikely = e / (1 + e);
		const half = (halves[k] ?? 0) / 2;
		const gain = (winsFirst[k] ?? 0) + half;
		const loss = (winsSecond[k] ?? 0) + half;
		const g = z >= 0 ? gain * unlikely - loss * likely : gain * likely - loss * unlikely;
		gradient[i] = (gradient[i] ?? 0) + g;
		gradient[j] = (gradient[j] ?? 0) - g;
		addPair(information, size, i, j, (gain + loss) * likely * unlikely);
	}
	if (prior !== null) {
		addPriorGradient(gradient, prior, strengths);
		addPriorInformation(information, size, prior, strengths);
	}
	return { gradient, information };
}

function addPriorGradient(gradient: Float64Array, prior: LightPrior, strengths: Float64Array) {
	const level = meanOver(prior.reference, strengths);
	for (const target of prior.targets) {
		const z = (strengths[target] ?? 0) - level;
		const g = PRIOR_WINS * (winChance(-z) - winChance(z));
		gradient[target] = (gradient[target] ?? 0) + g;
		for (const r of prior.reference) gradient[r] = (gradient[r] ?? 0) - g / prior.reference.length;
	}
}

/** Adds `weight` d d' with d = e_i - e_j. */
export function addPair(
	matrix: Float64Array,
	size: number,
	i: number,
	j: number,
	weight: number,
): void {
	matrix[i * size + i] = (matrix[i * size + i] ?? 0) + weight;
	matrix[j * size + j] = (matrix[j * size + j] ?? 0) + weight;
	matrix[i * size + j] = (matrix[i * size + j] ?? 0) - weight;
	matrix[j * size + i] = (matrix[j * size + i] ?? 0) - weight;
}

/** Adds the information of the virtual judgements of the light prior. */
export function addPriorInformation(
	matrix: Float64Array,
	size: number,
	prior: LightPrior,
	strengths: Float64Array,
): void {
	const level = meanOver(prior.reference, strengths);
	const share = 1 / prior.reference.length;
	const add = (i: number, j: number, value: number) => {
		matrix[i * size + j] = (matrix[i * size + j] ?? 0) + value;
	};
	// d d' with d = e_target - share * (sum of e_r), multiplied out to stay quadratic in the models.
	let total = 0;
	for (const target of prior.targets) {
		const z = (strengths[target] ?? 0) - level;
		const weight = 2 * PRIOR_WINS * winChance(z) * winChance(-z);
		total += weight;
		add(target, target, weight);
		for (const r of prior.reference) {
			add(target, r, -weight * share);
			add(r, target, -weight * share);
		}
	}
	for (const r of prior.reference)
		for (const s of prior.reference) add(r, s, total * share * share);
}

/** A square matrix without one model's row and column. */
export function withoutModel(matrix: Float64Array, size: number, model: number): Float64Array {
	const minor = size - 1;
	const kept = new Float64Array(minor * minor);
	for (let i = 0, to = 0; i < size; i++) {
		if (i === model) continue;
		const row = i * size;
		kept.set(matrix.subarray(row, row + model), to);
		kept.set(matrix.subarray(row + model + 1, row + size), to + model);
		to += minor;
	}
	return kept;
}

/** The model with the most judgements: pinning it keeps the linear system well conditioned. */
export function heaviestModel(table: PairTable): { model: number; votes: number } {
	const { first, second, winsFirst, winsSecond, halves } = table;
	const votes = new Float64Array(table.size);
	for (let k = 0; k < first.length; k++) {
		const count = (winsFirst[k] ?? 0) + (winsSecond[k] ?? 0) + (halves[k] ?? 0);
		const i = first[k] ?? 0;
		const j = second[k] ?? 0;
		votes[i] = (votes[i] ?? 0) + count;
		votes[j] = (votes[j] ?? 0) + count;
	}
	const most = votes.reduce((best, count) => Math.max(best, count), 0);
	return { model: Math.max(0, votes.indexOf(most)), votes: most };
}

function largestMove(table: PairTable, prior: LightPrior | null, step: Float64Array): number {
	let largest = 0;
	for (let k = 0; k < table.first.length; k++) {
		const move = (step[table.first[k] ?? 0] ?? 0) - (step[table.second[k] ?? 0] ?? 0);
		largest = Math.max(largest, Math.abs(move));
	}
	if (prior === null) return largest;
	const level = meanOver(prior.reference, step);
	for (const target of prior.targets)
		largest = Math.max(largest, Math.abs((step[target] ?? 0) - level));
	return largest;
}

function meanOver(members: Int32Array, values: Float64Array): number {
	let sum = 0;
	for (const member of members) sum += values[member] ?? 0;
	return sum / members.length;
}
