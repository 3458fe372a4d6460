import { AppError, isAppError } from "#lib/kernel/app-error.ts";
import { assembleFit } from "#lib/ranking/assemble.ts";
import { emptyEstimate } from "#lib/ranking/board-estimate.ts";
import {
	addPair,
	fitStrengths,
	heaviestModel,
	informationOf,
	winChance,
	withoutModel,
} from "#lib/ranking/bradley-terry.ts";
import { factorise, invertFactored } from "#lib/ranking/cholesky.ts";
import { checkColumns } from "#lib/ranking/columns/check-columns.ts";
import { directedCells } from "#lib/ranking/columns/directed-cells.ts";
import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import { componentShape } from "#lib/ranking/component-shape.ts";
import { connectedComponents } from "#lib/ranking/components.ts";
import { atLevel, withModel } from "#lib/ranking/covariance.ts";
import type { FitResult } from "#lib/ranking/fit-result.ts";
import { sandwich } from "#lib/ranking/general/full-covariance.ts";
import { resolveMethod } from "#lib/ranking/method.ts";
import type { PairTable } from "#lib/ranking/pairs.ts";
import { POINTS_PER_UNIT } from "#lib/ranking/scale.ts";
import { tallyModels } from "#lib/ranking/tally.ts";
import { type PairMoments, type PairSums, pairMoments } from "./pair-moments.ts";

export type PredictionInput = {
	/** People's votes. */
	people: JudgementColumns;
	/** A cheap verdict on each of their battles: the degree in [0, 1] for slot `a`, NaN for none. */
	paired: Float64Array;
	/** Verdicts on battles that nobody voted on, with the same models. */
	verdicts: JudgementColumns;
	/** The battle of each vote, by number; votes are of battles of their own when left out, or at -1. */
	battles?: Int32Array | undefined;
	/** How far verdicts are trusted, in [0, 1]; tuned for the smallest variance when left out. */
	lambda?: number | undefined;
	/** Holds a model at a rating instead of the mean at 1000. */
	anchor?: { model: string; rating: number } | undefined;
};

/**
 * Bradley-Terry of people's votes, sharpened by cheap verdicts without ever being mixed with them: for
 * each pair, what the verdicts say where nobody voted, less what they say where people did, is used as
 * a control variate (after Angelopoulos, Duchi and Zrnic, PPI++, 2023). Whatever the verdicts are
 * worth, the estimate tends to that of people alone; the better they agree, the shorter the interval.
 *
 * Corrected wins may be negative or more than the votes, so that few votes and many verdicts may bound
 * no rating where the votes alone do. `lambda` is then halved until they do: less than `lambdaWanted`.
 *
 * Throws `invalid-columns`, `invalid-judgement`, `invalid-method`, `not-connected` (400) and
 * `fit-not-converged` (500).
 */
export function fitPredictionPowered(
	input: PredictionInput,
): FitResult & { lambda: number; lambdaWanted: number } {
	const { people, paired, verdicts } = input;
	check(input);
	const moments = pairMoments(people, paired, verdicts, input.battles ?? null);
	const alone = tableOf(moments, 0);
	const size = alone.size;
	if (!connectedComponents(alone).every((n) => n === 0) || componentShape(alone).prior !== null)
		throw new AppError("not-connected", "People's votes alone do not bound every model's rating.");
	const first = fitStrengths(alone);
	const lambdaWanted = input.lambda ?? tunedLambda(moments, alone, first);
	const { lambda, table, strengths } = boundedFit(moments, lambdaWanted, { table: alone, first });

	const scores = new Float64Array(size * size);
	for (const [key, sums] of moments.pairs) {
		const [i, j] = [Math.floor(key / size), key % size];
		const p = winChance((strengths[i] ?? 0) - (strengths[j] ?? 0));
		const { plain, cross, control } = variances(sums, p);
		addPair(scores, size, i, j, plain - 2 * lambda * cross + lambda * lambda * control);
	}
	const pin = heaviestModel(table).model;
	const information = withoutModel(informationOf(table, null, strengths), size, pin);
	const pinned = sandwich(information, withoutModel(scores, size, pin), size - 1);
	const held = people.models.indexOf(input.anchor?.model ?? "");
	const level = new Float64Array(size).fill(held === -1 ? 1 / size : 0);
	if (held !== -1) level[held] = 1;
	const zero = held === -1 ? 0 : (strengths[held] ?? 0);
	const covariance = atLevel(withModel(pinned, size, pin), size, level);
	const members = Int32Array.from({ length: size }, (_, model) => model);
	const fit = assembleFit(
		resolveMethod({ name: "bt-half", anchor: input.anchor }),
		people.models,
		tallyModels(directedCells(people, null, true), null),
		{
			...emptyEstimate,
			components: [
				{
					members,
					ratings: strengths.map((strength) => POINTS_PER_UNIT * (strength - zero)),
					covariance: covariance.map((value) => POINTS_PER_UNIT * POINTS_PER_UNIT * value),
					core: members,
					separated: new Int32Array(0),
					tiedOn: new Int32Array(0),
					percentiles: null,
				},
			],
		},
	);
	return { ...fit, lambda, lambdaWanted };
}

/** Halvings of a lambda that bounds no ratings, before verdicts are left out altogether. */
const HALVINGS_MAX = 10;

/**
 * The fit by the largest of lambda, its half, its quarter and so on that has a finite maximum. Whether
 * there is one cannot be read from who won against whom once wins may be negative, so it is tried:
 * the log-likelihood is concave all the same, and Newton's method runs off at once where it is not bounded.
 */
function boundedFit(
	moments: PairMoments,
	wanted: number,
	alone: { table: PairTable; first: Float64Array },
): { lambda: number; table: PairTable; strengths: Float64Array } {
	let lambda = wanted;
	for (let halving = 0; lambda > 0 && halving <= HALVINGS_MAX; halving++, lambda /= 2) {
		const table = tableOf(moments, lambda);
		try {
			return { lambda, table, strengths: fitStrengths(table) };
		} catch (cause) {
			if (!isAppError(cause, "fit-not-converged")) throw cause;
		}
	}
	return { lambda: 0, table: alone.table, strengths: alone.first };
}

function check({ people, paired, verdicts, battles, lambda }: PredictionInput): void {
	checkColumns(people);
	checkColumns(verdicts);
	directedCells(verdicts, null, true);
	const refuse = (problem: string): never => {
		throw new AppError("invalid-columns", problem);
	};
	if (people.models.join("\n") !== verdicts.models.join("\n"))
		refuse("The votes and the verdicts do not list the same models.");
	if (paired.length !== people.slotA.length) refuse("There is not one verdict for each vote.");
	if (battles !== undefined && battles.length !== people.slotA.length)
		refuse("There is not one battle for each vote.");
	if (paired.some((degree) => degree < 0 || degree > 1)) refuse("A verdict is not in [0, 1].");
	if (people.weight !== null || verdicts.weight !== null)
		refuse("Weights are not offered together with verdicts.");
	if (lambda !== undefined && !(lambda >= 0 && lambda <= 1))
		throw new AppError("invalid-method", "The trust in verdicts must be in [0, 1].", {
			data: { field: "lambda" },
		});
}

/** People's wins by pair, corrected by `lambda` times what verdicts say elsewhere and say here. */
function tableOf({ pairs, size }: PairMoments, lambda: number): PairTable {
	const rows = [...pairs].filter(([, sums]) => sums.people > 0).sort(([x], [y]) => x - y);
	const wins = Float64Array.from(rows, ([, sums]) => {
		if (sums.both === 0 || sums.alone === 0) return sums.y;
		return sums.y - lambda * (sums.f - (sums.both * sums.g) / sums.alone);
	});
	return {
		size,
		first: Int32Array.from(rows, ([key]) => Math.floor(key / size)),
		second: Int32Array.from(rows, ([key]) => key % size),
		winsFirst: wins,
		winsSecond: Float64Array.from(rows, ([, sums], k) => sums.people - (wins[k] ?? 0)),
		halves: new Float64Array(rows.length),
	};
}

/**
 * The variance of a pair's score, votes of one battle being summed before squaring: of the votes alone, of the control variate, and what they share, the
 * verdicts being taken about their mean over the pair.
 */
function variances(sums: PairSums, p: number): { plain: number; cross: number; control: number } {
	const plain = sums.yy - 2 * p * sums.ny + p * p * sums.nn;
	if (sums.both === 0 || sums.alone === 0) return { plain, cross: 0, control: 0 };
	const verdicts = sums.both + sums.alone;
	const mean = (sums.f + sums.g) / verdicts;
	const about = (squares: number, sum: number, count: number) =>
		squares - 2 * mean * sum + mean * mean * count;
	const own = about(sums.ff, sums.mf, sums.mm);
	const single = about(sums.squares, sums.f, sums.both) + about(sums.gg, sums.g, sums.alone);
	const spread = single / Math.max(1, verdicts - 1);
	return {
		plain,
		cross: sums.yf - mean * sums.ym - p * (sums.nf - mean * sums.nm),
		control: own + ((sums.both * sums.both) / sums.alone) * spread,
	};
}

/** The lambda with the smallest trace of the covariance, in [0, 1]. */
function tunedLambda(moments: PairMoments, table: PairTable, strengths: Float64Array): number {
	const { size } = table;
	const pin = heaviestModel(table).model;
	const factor = withoutModel(informationOf(table, null, strengths), size, pin);
	factorise(factor, size - 1);
	const inverse = withModel(invertFactored(factor, size - 1), size, pin);
	let [shared, total] = [0, 0];
	for (const [key, sums] of moments.pairs) {
		const [i, j] = [Math.floor(key / size), key % size];
		const column = Float64Array.from(
			{ length: size },
			(_, row) => (inverse[row * size + i] ?? 0) - (inverse[row * size + j] ?? 0),
		);
		const mean = column.reduce((sum, value) => sum + value, 0) / size;
		const reach = column.reduce((sum, value) => sum + (value - mean) ** 2, 0);
		const p = winChance((strengths[i] ?? 0) - (strengths[j] ?? 0));
		const { cross, control } = variances(sums, p);
		shared += cross * reach;
		total += control * reach;
	}
	return total > 0 ? Math.min(1, Math.max(0, shared / total)) : 0;
}
