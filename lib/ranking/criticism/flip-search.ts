import { isAppError } from "#lib/kernel/app-error.ts";
import type { PairTable } from "#lib/ranking/pairs.ts";
import { type FittedPairs, fitPairs, gapBetween } from "./fitted-pairs.ts";
import { differenceResponse } from "./inverse-information.ts";

/** What can be taken away: items that each hold a number of units (votes of one kind, a voter). */
export type Removables = {
	available: Float64Array;
	/**
	 * For each item, how far the difference of two strengths falls when one unit is taken away, to
	 * first order; `response` is H+ (e_above - e_below) of the fit.
	 */
	influences: (fit: FittedPairs, response: Float64Array) => Float64Array;
	/** What is left when `taken` units of each item are gone. */
	without: (taken: Float64Array) => PairTable;
};

export type FlipSearch = {
	/** True when an exact refit without the units shows the other order. */
	verified: boolean;
	taken: Float64Array;
	units: number;
	/** What the first-order approximation alone asks for; null when all units would not do. */
	predicted: number | null;
	gapAfter: number | null;
	refits: number;
};

type Step = { item: number; units: number };

/** A flip must be visible beyond the rounding of two fits. */
const FLIP_MARGIN = 1e-9;
const ROUNDS_MAX = 30;
/** How many of the strongest items are sorted at first. */
const FIRST_ITEMS = 256;

/**
 * Looks for the fewest units without which `below` is stronger than `above`, by approximate maximum
 * influence (Broderick, Giordano and Meager, arXiv 2011.14999; for Bradley-Terry boards Huang et
 * al., arXiv 2508.11847): units are taken by falling influence until the first-order sum exceeds the
 * gap, then everything is fitted again without them. While the order has not turned, influences are
 * taken anew at that refit and more units follow; once it has, the shortest sufficient beginning of
 * the sequence is searched for, each length refitted.
 *
 * The set found is real, but a smaller one may exist: the number is an upper bound.
 */
export function searchFlip(
	start: FittedPairs,
	above: number,
	below: number,
	removables: Removables,
): FlipSearch {
	const steps: Step[] = [];
	const blocked = new Uint8Array(removables.available.length);
	let predicted: number | null = null;
	let refits = 0;
	let gap = gapBetween(start, above, below);
	let fit = start;
	let failed = 0;
	const tryWith = (candidate: readonly Step[]) => {
		refits++;
		const refit = refitWithout(removables, sumSteps(removables, candidate), start);
		return { refit, gap: refit === null ? null : gapBetween(refit, above, below) };
	};
	for (let round = 0; round < ROUNDS_MAX && gap !== null && gap >= -FLIP_MARGIN; round++) {
		const influences = removables.influences(fit, differenceResponse(fit, above, below));
		const left = unitsLeft(removables, steps, blocked);
		const plan = planSteps(influences, left, gap + FLIP_MARGIN);
		if (round === 0) predicted = plan.reaches ? unitsOf(plan.steps) : null;
		// Too much at once can cut the two apart, where no order exists: then less is taken.
		let more = plan.steps;
		let next = tryWith([...steps, ...more]);
		while (next.gap === null && unitsOf(more) > 1) {
			more = firstUnits(more, Math.floor(unitsOf(more) / 2));
			next = tryWith([...steps, ...more]);
		}
		const [only] = more;
		if (only === undefined) break;
		if (next.gap === null || next.refit === null) {
			blocked[only.item] = 1;
			continue;
		}
		if (next.gap >= -FLIP_MARGIN) failed = unitsOf(steps) + unitsOf(more);
		steps.push(...more);
		[fit, gap] = [next.refit, next.gap];
	}
	const isFlipped = gap !== null && gap < -FLIP_MARGIN;
	let best = { steps: steps as readonly Step[], gap };
	let high = unitsOf(steps);
	// Mostly the number is right or nearly so: look just below it first, then ever further, then halve.
	let stride = 1;
	while (isFlipped && high - failed > 1) {
		const half = Math.ceil((high - failed) / 2);
		const shorter = firstUnits(steps, Math.max(failed, Math.ceil(high) - Math.min(stride, half)));
		const result = tryWith(shorter);
		if (result.gap !== null && result.gap < -FLIP_MARGIN) {
			best = { steps: shorter, gap: result.gap };
			high = unitsOf(shorter);
			stride *= 2;
		} else {
			failed = unitsOf(shorter);
			stride = Number.POSITIVE_INFINITY;
		}
	}
	const taken = sumSteps(removables, best.steps);
	const units = unitsOf(best.steps);
	return { verified: isFlipped, taken, units, predicted, gapAfter: best.gap, refits };
}

/** The units by falling influence until their sum exceeds `gap`; half of it all when it cannot. */
export function planSteps(
	influences: Float64Array,
	available: Float64Array,
	gap: number,
): { steps: Step[]; reaches: boolean } {
	const isUseful = (influence: number, item: number) => influence > 0 && (available[item] ?? 0) > 0;
	const strongest = influences.filter(isUseful).sort();
	let total = 0;
	influences.forEach((influence, item) => {
		if (isUseful(influence, item)) total += influence * (available[item] ?? 0);
	});
	const reaches = total > gap;
	let need = reaches ? gap : total / 2;
	const steps: Step[] = [];
	// A few items mostly do, so that sorting all of them would be the most costly part.
	let above = Number.POSITIVE_INFINITY;
	for (let count = FIRST_ITEMS; need >= 0 && above > (strongest[0] ?? above); count *= 8) {
		const least = strongest[Math.max(0, strongest.length - count)] ?? 0;
		const items: number[] = [];
		influences.forEach((influence, item) => {
			if (influence >= least && influence < above && isUseful(influence, item)) items.push(item);
		});
		items.sort((x, y) => (influences[y] ?? 0) - (influences[x] ?? 0) || x - y);
		for (const item of items) {
			const influence = influences[item] ?? 0;
			const units = Math.min(available[item] ?? 0, Math.floor(need / influence) + 1);
			steps.push({ item, units });
			need -= units * influence;
			if (need < 0) break;
		}
		above = least;
	}
	return { steps, reaches };
}

function unitsOf(steps: readonly Step[]): number {
	return steps.reduce((sum, step) => sum + step.units, 0);
}

function firstUnits(steps: readonly Step[], count: number): Step[] {
	const kept: Step[] = [];
	let left = count;
	for (const { item, units } of steps) {
		if (left <= 0) break;
		kept.push({ item, units: Math.min(units, left) });
		left -= units;
	}
	return kept;
}

function sumSteps(removables: Removables, steps: readonly Step[]): Float64Array {
	const taken = new Float64Array(removables.available.length);
	for (const { item, units } of steps) taken[item] = (taken[item] ?? 0) + units;
	return taken;
}

function unitsLeft(removables: Removables, steps: readonly Step[], blocked: Uint8Array) {
	const taken = sumSteps(removables, steps);
	return removables.available.map((units, item) =>
		blocked[item] === 1 ? 0 : Math.max(0, units - (taken[item] ?? 0)),
	);
}

/** Null when what is left cannot be fitted. */
function refitWithout(
	removables: Removables,
	taken: Float64Array,
	{ strengths }: FittedPairs,
): FittedPairs | null {
	try {
		return fitPairs(removables.without(taken), strengths);
	} catch (error) {
		if (isAppError(error, "fit-not-converged")) return null;
		throw error;
	}
}
