import { AppError } from "#lib/kernel/app-error.ts";
import { factorise, solveFactored } from "#lib/ranking/cholesky.ts";
import type { PassKind, PassSums } from "./problem.ts";

/**
 * Largest last Newton step of any parameter. It is taken too, and leaves an error of the order of its
 * square: the maximum is met to better than 1e-10.
 */
const STEP_TOLERANCE = 1e-7;
const ITERATIONS_MAX = 200;

/** Below this gain the quadratic model is exact enough to take the whole step unchecked. */
const GAIN_TRUSTED = 1e-3;

/** The smallest pivot of the information, as a share of its diagonal. */
const PIVOT_MIN = 1e-13;

/** Of the gain that a step promises, what it must bring; and the shortest share of a step tried. */
const FAIR_SHARE = 0.1;
const LENGTH_MIN = 1e-12;

/** A function to maximise, which returns its value whatever the kind: see `evaluate`. */
export type Objective = (parameters: Float64Array, kind: PassKind, sums: PassSums) => number;

export type Maximum = {
	parameters: Float64Array;
	iterations: number;
	/** Of the free parameters, lower triangle, before the last step of at most `STEP_TOLERANCE`. */
	information: Float64Array;
	/** The objective at the maximum, up to the last step. */
	value: number;
};

/**
 * The maximum by damped Newton steps from `start`, moving only the parameters numbered in `free`.
 * Where the information is not positive definite, a growing multiple of its diagonal is added; a step
 * that did not gain a fair share of what it promised is halved. The last step is below
 * `STEP_TOLERANCE` relative to the parameters, and taken. Every step costs one pass.
 *
 * Throws `fit-not-converged` (500).
 */
export function maximise(objective: Objective, start: Float64Array, free: Int32Array): Maximum {
	const count = start.length;
	let parameters: Float64Array = start.slice();
	let last: { parameters: Float64Array; step: Float64Array; value: number; gain: number } | null =
		null;
	let length = 1;
	for (let iteration = 1; iteration <= ITERATIONS_MAX; iteration++) {
		const sums: PassSums = {
			gradient: new Float64Array(count),
			matrix: new Float64Array(count * count),
		};
		const value = objective(parameters, "information", sums);
		if (last !== null && !(value >= last.value + FAIR_SHARE * length * last.gain)) {
			length /= 2;
			if (length < LENGTH_MIN) break;
			parameters = moved(last.parameters, last.step, length);
			continue;
		}
		const newton = newtonStep(sums, count, free);
		if (newton === null) break;
		const { step } = newton;
		let gain = 0;
		let reach = 0;
		for (const i of free) {
			gain += (step[i] ?? 0) * (sums.gradient[i] ?? 0);
			reach = Math.max(reach, Math.abs(step[i] ?? 0) / (1 + Math.abs(parameters[i] ?? 0)));
		}
		if (!Number.isFinite(gain) || !Number.isFinite(reach)) break;
		// Where rounding could hide it, a gain is trusted: the function is quadratic by then.
		last = gain < GAIN_TRUSTED ? null : { parameters, step, value, gain };
		length = 1;
		parameters = moved(parameters, step, 1);
		if (reach <= STEP_TOLERANCE && newton.isPlain) {
			const information = lowerOf(sums.matrix, count, free);
			return { parameters, iterations: iteration, information, value };
		}
	}
	throw new AppError("fit-not-converged", "The ratings could not be fitted to these judgements.", {
		status: 500,
		data: { parameters: free.length, iterationsMax: ITERATIONS_MAX },
	});
}

function moved(from: Float64Array, step: Float64Array, length: number): Float64Array {
	return from.map((value, i) => value + length * (step[i] ?? 0));
}

/** Rows and columns of a full lower triangle that belong to the parameters in `free`. */
export function lowerOf(matrix: Float64Array, count: number, free: Int32Array): Float64Array {
	const kept = new Float64Array(free.length * free.length);
	for (let i = 0; i < free.length; i++) {
		const row = (free[i] ?? 0) * count;
		for (let j = 0; j <= i; j++) kept[i * free.length + j] = matrix[row + (free[j] ?? 0)] ?? 0;
	}
	return kept;
}

/** A step, and whether it is Newton's own, without anything added to the information. */
function newtonStep(
	sums: PassSums,
	count: number,
	free: Int32Array,
): { step: Float64Array; isPlain: boolean } | null {
	const minor = free.length;
	for (let ridge = 0; ridge < 1e8; ridge = ridge === 0 ? 1e-4 : ridge * 10) {
		const information = lowerOf(sums.matrix, count, free);
		for (let i = 0; i < minor; i++) {
			const at = i * minor + i;
			information[at] = (information[at] ?? 0) + ridge * (1 + Math.abs(information[at] ?? 0));
		}
		const diagonal = Float64Array.from(free, (_, i) => information[i * minor + i] ?? 0);
		if (!factorise(information, minor)) continue;
		// A pivot that is all rounding means that the judgements do not determine a parameter.
		if (diagonal.some((value, i) => (information[i * minor + i] ?? 0) ** 2 < PIVOT_MIN * value))
			continue;
		const kept = Float64Array.from(free, (i) => sums.gradient[i] ?? 0);
		solveFactored(information, minor, kept);
		const step = new Float64Array(count);
		free.forEach((i, k) => {
			step[i] = kept[k] ?? 0;
		});
		return { step, isPlain: ridge === 0 };
	}
	return null;
}
