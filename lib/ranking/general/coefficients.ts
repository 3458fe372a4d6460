import type { Board } from "#lib/ranking/board-estimate.ts";
import type { Coefficient } from "#lib/ranking/fit-result.ts";
import { CENTRE, intervalAround, POINTS_PER_UNIT } from "#lib/ranking/scale.ts";
import type { GeneralFit } from "./estimate.ts";

/** One parameter with the interval of its normal error. */
export function coefficientOf(
	name: string,
	parameters: Float64Array,
	covariance: Float64Array,
	at: number,
): Coefficient {
	const estimate = parameters[at] ?? 0;
	const standardError = Math.sqrt(Math.max(0, covariance[at * parameters.length + at] ?? 0));
	return { name, estimate, ...intervalAround(estimate, standardError), standardError };
}

/** A coefficient on another scale: ends of the interval are moved, the error by the delta method. */
export function rescaled(
	coefficient: Coefficient,
	name: string,
	scale: (value: number) => number,
	slope: number,
): Coefficient {
	const on = (value: number | null) => (value === null ? null : scale(value));
	return {
		name,
		estimate: on(coefficient.estimate),
		lower: on(coefficient.lower),
		upper: on(coefficient.upper),
		standardError: (coefficient.standardError ?? 0) * slope,
	};
}

/**
 * The parameters of a tie model as the literature states them: Davidson's `nu`, Rao and Kupper's
 * `theta` = e^eta, the grounded model's `theta`, and for that also `ground`: the rating, in points,
 * at which a reply is as likely bad as not beside one that is surely bad (first component).
 */
export function tieCoefficients(board: Board, fit: GeneralFit): Coefficient[] {
	const { rule, hasTie } = fit.problem;
	if (rule === "half" || rule === "drop") return [];
	const { parameters, covariance, shapes } = fit;
	const list: Coefficient[] = [];
	const name = rule === "davidson" ? "nu" : "theta";
	const atLimit = rule === "davidson" ? 0 : 1;
	if (hasTie) {
		const raw = coefficientOf(name, parameters, covariance, parameters.length - 1);
		const power = Math.exp(raw.estimate ?? 0);
		const shift = rule === "grounded" ? 1 : 0;
		list.push(rescaled(raw, name, (value) => shift + Math.exp(value), power));
	} else list.push({ name, estimate: atLimit, lower: null, upper: null, standardError: null });
	const shape = shapes[0];
	if (rule !== "grounded" || shape === undefined) return list;
	const anchor = board.names.indexOf(board.method.parameters.anchor?.model ?? "");
	const isAnchored = shape.members.includes(anchor);
	const held = isAnchored
		? [anchor]
		: [...shape.reference].map((position) => shape.members[position] ?? 0);
	const mean = held.reduce((sum, model) => sum + (parameters[model] ?? 0) / held.length, 0);
	const level = isAnchored ? (board.method.parameters.anchor?.rating ?? CENTRE) : CENTRE;
	const estimate = level - POINTS_PER_UNIT * mean;
	const standardError = POINTS_PER_UNIT * Math.sqrt(fit.levelVariances[0] ?? 0);
	list.push({
		name: "ground",
		estimate,
		...intervalAround(estimate, standardError),
		standardError,
	});
	return list;
}
