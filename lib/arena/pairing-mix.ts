import { AppError } from "#lib/kernel/app-error.ts";
import { type Random, randomInt } from "#lib/kernel/random.ts";
import type { Side } from "./outcome.ts";
import { type PairingCandidate, pairProbabilities } from "./pairing.ts";

/**
 * How much each pair is worth a battle, by any rule: a symmetric row-major matrix over `ids` of
 * numbers of at least 0. Pairs with a candidate that is not in `ids` get the highest score there is,
 * since nothing is known about them.
 */
export interface PairScores {
	ids: readonly string[];
	values: Float64Array;
}

/** A mixture of ways to draw a pair. The shares are of all draws and add up to at most 1. */
export interface PairingMix {
	/** What is left of the draws: in proportion to scores, by the configured weights, or all equal. */
	rule: PairScores | "weights" | "uniform";
	/** Draws in which every pair is equally likely (epsilon), so that no propensity is 0. */
	uniformShare: number;
	/**
	 * A floor for new models: draws in which one of `newIds` is taken, each equally likely, against
	 * any model it may meet. Each then appears with a probability of at least `newShare` divided by
	 * their number. Without a new model among the candidates this share goes to the rule.
	 */
	newIds: readonly string[];
	newShare: number;
}

/** An unordered pair that may be drawn. */
export interface MixedPair<C extends PairingCandidate = PairingCandidate> {
	a: C;
	b: C;
	/** By all ways of the mixture together. */
	probability: number;
}

/**
 * A drawn pair; `propensity` is the exact probability of the *unordered* pair, and slots and sides
 * are fair coins that are not multiplied in, as for `drawPair`.
 */
export interface MixedDraw<C extends PairingCandidate = PairingCandidate> {
	a: C;
	b: C;
	sideOfA: Side;
	propensity: number;
}

/**
 * The probability of every unordered pair that may meet (never a model and its alias, never a
 * candidate whose weight of 0 keeps it out), most likely first. They sum to 1, or the list is empty
 * when no two models may meet. Scores that are all 0 count as equal.
 *
 * Throws `pairing-mix-invalid` (400) for shares or scores out of range, `weight-invalid` as
 * `pairProbabilities`.
 */
export function mixedPairProbabilities<C extends PairingCandidate>(
	candidates: readonly C[],
	mix: PairingMix,
): MixedPair<C>[] {
	checkMix(mix);
	const pairs = pairProbabilities(candidates);
	const byNewcomer = newcomerParts(pairs, new Set(mix.newIds));
	const newShare = byNewcomer === null ? 0 : mix.newShare;
	const byRule = ruleParts(pairs, mix.rule);
	const parts = pairs.map(
		(_, at) =>
			mix.uniformShare / pairs.length +
			newShare * (byNewcomer?.[at] ?? 0) +
			(1 - mix.uniformShare - newShare) * (byRule[at] ?? 0),
	);
	// Rounding apart, the parts sum to 1 already.
	const total = parts.reduce((sum, part) => sum + part, 0);
	return pairs
		.map(({ a, b }, at) => ({ a, b, probability: Math.max(0, parts[at] ?? 0) / total }))
		.sort((x, y) => y.probability - x.probability);
}

/**
 * Draws one of the listed pairs by its probability, then a coin for the slots and one for the sides.
 * The list may be kept and drawn from again. Null when it is empty.
 */
export function drawMixedPair<C extends PairingCandidate>(
	pairs: readonly MixedPair<C>[],
	random: Random,
): MixedDraw<C> | null {
	let left = random.next() * pairs.reduce((sum, pair) => sum + pair.probability, 0);
	let drawn = pairs.findLast((pair) => pair.probability > 0);
	for (const pair of pairs) {
		left -= pair.probability;
		if (left >= 0) continue;
		drawn = pair;
		break;
	}
	if (drawn === undefined) return null;
	const [a, b] = randomInt(random, 2) === 0 ? [drawn.a, drawn.b] : [drawn.b, drawn.a];
	const sideOfA: Side = randomInt(random, 2) === 0 ? "left" : "right";
	return { a, b, sideOfA, propensity: drawn.probability };
}

type Pairs = readonly { a: PairingCandidate; b: PairingCandidate; probability: number }[];

/** The rule's own probability of each pair, which sum to 1. */
function ruleParts(pairs: Pairs, rule: PairingMix["rule"]): Float64Array {
	if (rule === "weights") return Float64Array.from(pairs, (pair) => pair.probability);
	const parts = rule === "uniform" ? new Float64Array(pairs.length) : scoresOf(pairs, rule);
	// Dividing by the largest first keeps tiny and huge scores from under- and overflowing.
	const most = parts.reduce((largest, part) => Math.max(largest, part), 0);
	if (most === 0) return parts.fill(1 / pairs.length);
	const total = parts.reduce((sum, part) => sum + part / most, 0);
	return parts.map((part) => part / most / total);
}

function scoresOf(pairs: Pairs, scores: PairScores): Float64Array {
	const places = new Map(scores.ids.map((id, place) => [id, place]));
	const size = scores.ids.length;
	let most = 0;
	for (let i = 0; i < size; i++)
		for (let j = 0; j < i; j++) most = Math.max(most, scores.values[i * size + j] ?? 0);
	return Float64Array.from(pairs, ({ a, b }) => {
		const [i, j] = [places.get(a.id), places.get(b.id)];
		return i === undefined || j === undefined ? most : (scores.values[i * size + j] ?? 0);
	});
}

/** Null when no new model can be drawn. */
function newcomerParts(pairs: Pairs, newIds: ReadonlySet<string>): Float64Array | null {
	const meetings = new Map<string, number>();
	for (const { a, b } of pairs)
		for (const { id } of [a, b]) if (newIds.has(id)) meetings.set(id, (meetings.get(id) ?? 0) + 1);
	if (meetings.size === 0) return null;
	return Float64Array.from(pairs, ({ a, b }) =>
		[a, b].reduce((sum, { id }) => {
			const opponents = meetings.get(id);
			return opponents === undefined ? sum : sum + 1 / (opponents * meetings.size);
		}, 0),
	);
}

function checkMix({ rule, uniformShare, newShare }: PairingMix): void {
	const fail = (problem: string): never => {
		throw new AppError("pairing-mix-invalid", `Pairing: ${problem}.`, {
			data: { uniformShare: String(uniformShare), newShare: String(newShare) },
		});
	};
	if (!(uniformShare >= 0 && newShare >= 0 && uniformShare + newShare <= 1))
		fail("the shares must be at least 0 and add up to at most 1");
	if (rule === "weights" || rule === "uniform") return;
	const size = rule.ids.length;
	if (new Set(rule.ids).size !== size || rule.values.length !== size * size)
		fail("the scores need one row and one column for each model");
	for (let i = 0; i < size; i++)
		for (let j = 0; j < i; j++) {
			const score = rule.values[i * size + j] ?? 0;
			if (!(score >= 0 && score < Number.POSITIVE_INFINITY)) fail("a score is not at least 0");
			if (score !== rule.values[j * size + i]) fail("the scores are not symmetric");
		}
}
