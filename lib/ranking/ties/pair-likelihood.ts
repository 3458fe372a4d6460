import { winChance } from "#lib/ranking/bradley-terry.ts";
import type { TieRule } from "#lib/ranking/method-spec.ts";

/** Tie models in which an outcome depends on a difference of strengths alone. */
export type DifferenceRule = Exclude<TieRule, "grounded">;

/**
 * Where `derive` leaves the log-likelihood of one outcome, its first derivatives by z (the log-odds
 * of slot `a`) and by the tie parameter, and its negated second derivatives.
 */
export const LOG = 0;
export const BY_Z = 1;
export const BY_TIE = 2;
export const INFO_ZZ = 3;
export const INFO_ZT = 4;
export const INFO_TT = 5;

/**
 * The likelihood of one outcome (position in `outcomes`; both-bad is a tie):
 * - `half`, `drop`: y z - ln(1 + e^z), y being 1, 0 or 1/2;
 * - `davidson` (J. Amer. Statist. Assoc. 65, 1970): chances proportional to e^(z/2), e^(-z/2) and
 *   nu, with `tie` = ln nu;
 * - `rao-kupper` (J. Amer. Statist. Assoc. 62, 1967): wins s(z - eta) and s(-z - eta), with `tie` =
 *   eta > 0.
 *
 * A `tie` of -Infinity (0 for Rao-Kupper) stands for the model without ties.
 */
export function derive(
	rule: DifferenceRule,
	outcome: number,
	z: number,
	tie: number,
	out: Float64Array,
): void {
	if (rule === "davidson") deriveDavidson(outcome, z, tie, out);
	else if (rule === "rao-kupper") deriveRaoKupper(outcome, z, tie, out);
	else deriveHalf(outcome === 0 ? 1 : outcome === 1 ? 0 : 0.5, z, out);
}

/** ln(1 / (1 + e^-z)), without overflow. */
export function logChance(z: number): number {
	return z >= 0 ? -Math.log1p(Math.exp(-z)) : z - Math.log1p(Math.exp(z));
}

/** Bradley-Terry with an outcome of degree `y` in [0, 1]. */
export function deriveHalf(y: number, z: number, out: Float64Array): void {
	const p = winChance(z);
	out[LOG] = y * logChance(z) + (1 - y) * logChance(-z);
	out[BY_Z] = y - p;
	out[BY_TIE] = 0;
	out[INFO_ZZ] = p * winChance(-z);
	out[INFO_ZT] = 0;
	out[INFO_TT] = 0;
}

function deriveDavidson(outcome: number, z: number, tie: number, out: Float64Array): void {
	const top = Math.max(Math.abs(z) / 2, tie);
	const win = Math.exp(z / 2 - top);
	const loss = Math.exp(-z / 2 - top);
	const draw = Math.exp(tie - top);
	const sum = win + loss + draw;
	const mean = (win - loss) / sum / 2;
	const drawn = draw / sum;
	const decided = (win + loss) / sum;
	out[LOG] = (outcome === 0 ? z / 2 : outcome === 1 ? -z / 2 : tie) - top - Math.log(sum);
	out[BY_Z] = (outcome === 0 ? 0.5 : outcome === 1 ? -0.5 : 0) - mean;
	out[BY_TIE] = (outcome >= 2 ? 1 : 0) - drawn;
	// decided / 4 - mean^2, rearranged so that it does not cancel for large |z|.
	out[INFO_ZZ] = (win * loss) / sum / sum + (decided * drawn) / 4;
	out[INFO_ZT] = -mean * drawn;
	out[INFO_TT] = drawn * decided;
}

function deriveRaoKupper(outcome: number, z: number, tie: number, out: Float64Array): void {
	const lossOrTie = winChance(tie - z);
	const winOrTie = winChance(tie + z);
	const atWin = lossOrTie * winChance(z - tie);
	const atLoss = winOrTie * winChance(-z - tie);
	const isWin = outcome !== 1 ? 1 : 0;
	const isLoss = outcome !== 0 ? 1 : 0;
	out[LOG] = isWin * logChance(z - tie) + isLoss * logChance(-z - tie);
	out[BY_Z] = isWin * lossOrTie - isLoss * winOrTie;
	out[BY_TIE] = -isWin * lossOrTie - isLoss * winOrTie;
	out[INFO_ZZ] = isWin * atWin + isLoss * atLoss;
	out[INFO_ZT] = -isWin * atWin + isLoss * atLoss;
	out[INFO_TT] = isWin * atWin + isLoss * atLoss;
	if (outcome < 2) return;
	// A tie has (e^(2 eta) - 1) times the chances of a win and of a loss.
	const rest = -Math.expm1(-2 * tie);
	out[LOG] = (out[LOG] ?? 0) + (tie > 0 ? 2 * tie + Math.log(rest) : Number.NEGATIVE_INFINITY);
	out[BY_TIE] = (out[BY_TIE] ?? 0) + 2 / rest;
	out[INFO_TT] = (out[INFO_TT] ?? 0) + (4 * Math.exp(-2 * tie)) / (rest * rest);
}
