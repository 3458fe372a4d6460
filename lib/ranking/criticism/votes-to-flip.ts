import type { PairTable } from "#lib/ranking/pairs.ts";
import { type FittedPairs, factsOfPair, gapBetween, totalVotes } from "./fitted-pairs.ts";
import { type FlipSearch, planSteps, type Removables, searchFlip } from "./flip-search.ts";
import { inverseInformation } from "./inverse-information.ts";
import { withoutEmptyPairs } from "./row-pairs.ts";

/** Votes of one kind to take away: `model` won against `opponent`, or (`isTie`) neither did. */
export type RemovedVotes = { model: number; opponent: number; isTie: boolean; votes: number };

export type VotesToFlip = {
	/** Models by number: `above` is rated higher now, `below` when the votes are gone. */
	above: number;
	below: number;
	/** True when an exact refit without the votes shows the new order; otherwise none was found. */
	verified: boolean;
	/** How many votes were taken away: the fewest found, and so an upper bound. */
	votes: number;
	/** `votes` as a share of all votes. */
	share: number;
	/** What the first-order approximation alone asks for; null when all votes would not do. */
	predictedVotes: number | null;
	removed: RemovedVotes[];
	/** Difference above - below in natural log-strength, before and after. */
	gapBefore: number;
	gapAfter: number | null;
	refits: number;
};

/** How many challengers are refitted at most; the others are judged by first order alone. */
const CHALLENGERS_MAX = 8;

/**
 * About the fewest votes whose removal puts `below` over `above` (see `searchFlip`). Null when no
 * judgements join the two, or when `above` is not the stronger.
 */
export function votesToFlip(fit: FittedPairs, above: number, below: number): VotesToFlip | null {
	const gapBefore = gapBetween(fit, above, below);
	if (gapBefore === null || gapBefore < 0) return null;
	const search = searchFlip(fit, above, below, removableVotes(fit.table));
	return describe(fit, above, below, gapBefore, search);
}

/**
 * About the fewest votes whose removal changes who is first in the largest group of joined models.
 * Challengers are tried in the order of their first-order numbers, for as long as one could still
 * need fewer votes than the best verified flip; the strongest eight at most. Null without two models.
 */
export function votesToFlipTop(fit: FittedPairs): VotesToFlip | null {
	const group = [...fit.groups].sort((x, y) => y.members.length - x.members.length)[0];
	if (group === undefined) return null;
	const order = [...group.members].sort(
		(x, y) => (fit.strengths[y] ?? 0) - (fit.strengths[x] ?? 0) || x - y,
	);
	const [top, ...others] = order;
	if (top === undefined) return null;
	const removables = removableVotes(fit.table);
	let best: VotesToFlip | null = null;
	for (const challenger of likelyChallengers(fit, top, others, removables)) {
		if (best?.verified && best.votes <= challenger.votes) break;
		const found = votesToFlip(fit, top, challenger.model);
		if (found === null) continue;
		if (best === null || (found.verified && (!best.verified || found.votes < best.votes)))
			best = found;
	}
	return best;
}

/** The challengers that need the fewest votes to first order, fewest first. */
function likelyChallengers(
	fit: FittedPairs,
	top: number,
	others: readonly number[],
	removables: Removables,
): { model: number; votes: number }[] {
	const inverse = inverseInformation(fit);
	const { size } = fit.table;
	const responseTo = (model: number) =>
		Float64Array.from(
			{ length: size },
			(_, at) => (inverse[top * size + at] ?? 0) - (inverse[model * size + at] ?? 0),
		);
	const strongest = strongestPushes(fit);
	const candidates = others.map((model) => {
		const gap = gapBetween(fit, top, model) ?? 0;
		return { model, gap, bound: gap / strongest(responseTo(model)) };
	});
	candidates.sort((x, y) => x.bound - y.bound || x.model - y.model);
	const found: { model: number; votes: number }[] = [];
	for (const { model, gap, bound } of candidates) {
		found.sort((x, y) => x.votes - y.votes || x.model - y.model);
		if (bound > (found[CHALLENGERS_MAX - 1]?.votes ?? Number.POSITIVE_INFINITY)) break;
		const influences = removables.influences(fit, responseTo(model));
		const plan = planSteps(influences, removables.available, gap);
		const votes = plan.steps.reduce((sum, step) => sum + step.units, 0);
		found.push({ model, votes: plan.reaches ? votes : Number.POSITIVE_INFINITY });
	}
	found.sort((x, y) => x.votes - y.votes || x.model - y.model);
	return found.slice(0, CHALLENGERS_MAX);
}

/** The largest influence of any single vote, for a response: with no vote more, n votes move n times this. */
function strongestPushes(fit: FittedPairs): (response: Float64Array) => number {
	const { first, second, winsFirst, winsSecond, halves } = fit.table;
	// The most that a vote can do with a push of 1 towards the first model, and towards the second.
	const up = new Float64Array(first.length);
	const down = new Float64Array(first.length);
	for (let k = 0; k < first.length; k++) {
		const { p, q } = factsOfPair(fit, k);
		const half = (halves[k] ?? 0) > 0 ? (q - p) / 2 : 0;
		up[k] = Math.max((winsFirst[k] ?? 0) > 0 ? q : 0, half);
		down[k] = Math.max((winsSecond[k] ?? 0) > 0 ? p : 0, -half);
	}
	return (response) => {
		let most = 0;
		for (let k = 0; k < first.length; k++) {
			const push = (response[first[k] ?? 0] ?? 0) - (response[second[k] ?? 0] ?? 0);
			most = Math.max(most, push > 0 ? push * (up[k] ?? 0) : -push * (down[k] ?? 0));
		}
		return most;
	};
}

/** Items 3k, 3k + 1 and 3k + 2: wins of the pair's first model, of its second, and halves. */
function removableVotes(table: PairTable): Removables {
	const available = new Float64Array(3 * table.first.length);
	for (let k = 0; k < table.first.length; k++) {
		available[3 * k] = table.winsFirst[k] ?? 0;
		available[3 * k + 1] = table.winsSecond[k] ?? 0;
		available[3 * k + 2] = table.halves[k] ?? 0;
	}
	return {
		available,
		influences: (fit, response) => {
			const influences = new Float64Array(available.length);
			// The refit has lost the pairs without votes, but strengths keep their models' numbers.
			const now = { ...fit, table };
			for (let k = 0; k < table.first.length; k++) {
				const { p, q } = factsOfPair(now, k);
				const push = (response[table.first[k] ?? 0] ?? 0) - (response[table.second[k] ?? 0] ?? 0);
				influences[3 * k] = q * push;
				influences[3 * k + 1] = -p * push;
				influences[3 * k + 2] = (q - p) * 0.5 * push;
			}
			return influences;
		},
		without: (taken) =>
			withoutEmptyPairs({
				...table,
				winsFirst: table.winsFirst.map((votes, k) => Math.max(0, votes - (taken[3 * k] ?? 0))),
				winsSecond: table.winsSecond.map((votes, k) =>
					Math.max(0, votes - (taken[3 * k + 1] ?? 0)),
				),
				halves: table.halves.map((votes, k) => Math.max(0, votes - (taken[3 * k + 2] ?? 0))),
			}),
	};
}

function describe(
	fit: FittedPairs,
	above: number,
	below: number,
	gapBefore: number,
	search: FlipSearch,
): VotesToFlip {
	const { first, second } = fit.table;
	const removed: RemovedVotes[] = [];
	search.taken.forEach((votes, item) => {
		if (votes === 0) return;
		const k = Math.floor(item / 3);
		const [i, j] = [first[k] ?? 0, second[k] ?? 0];
		const [model, opponent] = item % 3 === 1 ? [j, i] : [i, j];
		removed.push({ model, opponent, isTie: item % 3 === 2, votes });
	});
	removed.sort((x, y) => y.votes - x.votes || x.model - y.model || x.opponent - y.opponent);
	return {
		above,
		below,
		verified: search.verified,
		votes: search.units,
		share: search.units / totalVotes(fit.table),
		predictedVotes: search.predicted,
		removed,
		gapBefore,
		gapAfter: search.gapAfter,
		refits: search.refits,
	};
}
