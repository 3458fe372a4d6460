import { type LightPrior, PRIOR_WINS } from "#lib/ranking/bradley-terry.ts";
import {
	BY_TIE,
	BY_Z,
	derive,
	INFO_TT,
	INFO_ZT,
	INFO_ZZ,
	LOG,
} from "#lib/ranking/ties/pair-likelihood.ts";
import { differencePass } from "./difference-pass.ts";
import { groundedPass } from "./grounded-pass.ts";
import { logisticPass } from "./logistic-pass.ts";
import { type PassKind, type PassSums, type Problem, tieOf } from "./problem.ts";
import { rowPass } from "./row-pass.ts";

/** Fresh sums for a pass. */
export function emptySums(count: number, kind: PassKind): PassSums {
	return {
		gradient: new Float64Array(count),
		matrix: new Float64Array(kind === "value" ? 0 : count * count),
	};
}

/**
 * The log-likelihood of a problem with its light priors and penalty, and its sums as `differencePass`
 * gives them.
 */
export function evaluate(
	problem: Problem,
	parameters: Float64Array,
	kind: PassKind,
	sums: PassSums,
	bounded: Uint8Array | null = null,
): number {
	const { rule } = problem;
	const isLogistic = rule === "half" || rule === "drop";
	const plainPass = problem.rows.byColumn === null ? logisticPass : rowPass;
	const pass = rule === "grounded" ? groundedPass : isLogistic ? plainPass : differencePass;
	let log = pass(problem, parameters, kind, sums, bounded);
	for (const prior of problem.priors) log += addPrior(problem, prior, parameters, kind, sums);
	const { penalty } = problem;
	if (penalty === null) return log;
	penalty.forEach((pull, i) => {
		const value = parameters[i] ?? 0;
		log -= (pull * value * value) / 2;
		sums.gradient[i] = (sums.gradient[i] ?? 0) - pull * value;
		const at = i * parameters.length + i;
		if (kind === "information") sums.matrix[at] = (sums.matrix[at] ?? 0) + pull;
	});
	return log;
}

/** The virtual judgements of a light prior: they add their information to scores as well. */
function addPrior(
	problem: Problem,
	prior: LightPrior,
	parameters: Float64Array,
	kind: PassKind,
	{ gradient, matrix }: PassSums,
): number {
	const { targets, reference } = prior;
	const count = parameters.length;
	const rule = problem.rule === "grounded" ? "half" : problem.rule;
	const hasTie = problem.hasTie && rule !== "half";
	const tie = rule === "half" ? 0 : tieOf(problem, parameters);
	const share = 1 / reference.length;
	const out = new Float64Array(6);
	const add = (i: number, j: number, value: number) => {
		const at = i > j ? i * count + j : j * count + i;
		if (kind !== "value") matrix[at] = (matrix[at] ?? 0) + value;
	};
	const pull = (i: number, value: number) => {
		gradient[i] = (gradient[i] ?? 0) + value;
	};
	let level = 0;
	for (const r of reference) level += (parameters[r] ?? 0) * share;
	let [log, total] = [0, 0];
	for (const target of targets)
		for (const outcome of [0, 1]) {
			derive(rule, outcome, (parameters[target] ?? 0) - level, tie, out);
			log += PRIOR_WINS * (out[LOG] ?? 0);
			const g = PRIOR_WINS * (out[BY_Z] ?? 0);
			const whole = PRIOR_WINS * (out[INFO_ZZ] ?? 0);
			const zt = PRIOR_WINS * (out[INFO_ZT] ?? 0);
			total += whole;
			pull(target, g);
			add(target, target, whole);
			for (const r of reference) {
				pull(r, -g * share);
				add(target, r, -whole * share * (r === target ? 2 : 1));
				if (hasTie) add(count - 1, r, -zt * share);
			}
			if (!hasTie) continue;
			add(count - 1, target, zt);
			pull(count - 1, PRIOR_WINS * (out[BY_TIE] ?? 0));
			add(count - 1, count - 1, PRIOR_WINS * (out[INFO_TT] ?? 0));
		}
	if (kind === "value") return log;
	for (const r of reference)
		for (const s of reference) if (s <= r) add(r, s, total * share * share);
	return log;
}
