import { AppError } from "#lib/kernel/app-error.ts";
import { fitStrengths, type LightPrior, winChance } from "#lib/ranking/bradley-terry.ts";
import { mergeCells, type PairCell } from "#lib/ranking/cells.ts";
import { findCore } from "#lib/ranking/component-shape.ts";
import { connectedComponents, membersOf } from "#lib/ranking/components.ts";
import { modelNames, type PairTable, pairTable, restrictPairs } from "#lib/ranking/pairs.ts";

/** Models that judgements join, and the light prior that `component-fit.ts` gives them. */
export type FittedGroup = {
	/** Numbers in the whole table, ascending. */
	members: Int32Array;
	/** The group's own pairs, models numbered by their position in `members`. */
	table: PairTable;
	prior: LightPrior | null;
};

/** Judgements by pair and the Bradley-Terry strengths fitted to them: what criticism looks at. */
export type FittedPairs = {
	table: PairTable;
	/** Natural log-strengths by model. Only differences within a group mean anything. */
	strengths: Float64Array;
	/** The group of each model, as a position in `groups`; -1 without judgements. */
	groupOf: Int32Array;
	groups: FittedGroup[];
};

/** Names of the models and their pairs, numbered in the order of `compareNames`. */
export function pairsOfCells(cells: readonly PairCell[]): { models: string[]; table: PairTable } {
	const merged = mergeCells(cells);
	const models = modelNames(merged, []);
	return { models, table: pairTable(merged, models) };
}

/**
 * Pairs with strengths that are known already, from a fit of the same judgements with ties as half:
 * flips and influences start from the maximum of their likelihood. Throws `invalid-strengths` (400).
 */
export function withStrengths(table: PairTable, strengths: Float64Array): FittedPairs {
	const groups = groupsOf(table);
	const groupOf = new Int32Array(table.size).fill(-1);
	groups.forEach(({ members }, group) => {
		for (const member of members) groupOf[member] = group;
	});
	const isKnown = (strength: number, model: number) =>
		groupOf[model] === -1 || Number.isFinite(strength);
	if (strengths.length !== table.size || !strengths.every(isKnown))
		throw new AppError("invalid-strengths", "Every model with judgements needs a strength.", {
			data: { models: table.size, strengths: strengths.length },
		});
	return { table, strengths, groupOf, groups };
}

/**
 * Fits every group of joined models as `fitRatings` does with ties as half, each around a mean of 0.
 * Looking for the maximum begins at `near`, the strengths of about the same judgements. Throws
 * `fit-not-converged` (500).
 */
export function fitPairs(table: PairTable, near: Float64Array | null = null): FittedPairs {
	const strengths = new Float64Array(table.size);
	const fit = withStrengths(table, strengths);
	for (const group of fit.groups) {
		const start = near === null ? null : Float64Array.from(group.members, (m) => near[m] ?? 0);
		const own = fitStrengths(group.table, group.prior, start);
		group.members.forEach((member, i) => {
			strengths[member] = own[i] ?? 0;
		});
	}
	return fit;
}

/** How much stronger `i` is than `j`, or null when nothing joins them. */
export function gapBetween(fit: FittedPairs, i: number, j: number): number | null {
	const group = fit.groupOf[i] ?? -1;
	if (group === -1 || group !== fit.groupOf[j]) return null;
	return (fit.strengths[i] ?? 0) - (fit.strengths[j] ?? 0);
}

/** Judgements of a pair, what came out for its first model, and what the fit expects of it. */
export type PairFacts = {
	votes: number;
	/** Wins of the first model, ties and both-bad as half. */
	wins: number;
	/** Expected share of `wins`, and 1 minus it without cancellation. */
	p: number;
	q: number;
};

export function factsOfPair(fit: FittedPairs, k: number): PairFacts {
	const { first, second, winsFirst, winsSecond, halves } = fit.table;
	const z = (fit.strengths[first[k] ?? 0] ?? 0) - (fit.strengths[second[k] ?? 0] ?? 0);
	const half = halves[k] ?? 0;
	return {
		votes: (winsFirst[k] ?? 0) + (winsSecond[k] ?? 0) + half,
		wins: (winsFirst[k] ?? 0) + half / 2,
		p: winChance(z),
		q: winChance(-z),
	};
}

/** The sum of the judgements of all pairs. */
export function totalVotes(table: PairTable): number {
	let sum = 0;
	for (const column of [table.winsFirst, table.winsSecond, table.halves])
		for (const count of column) sum += count;
	return sum;
}

function groupsOf(table: PairTable): FittedGroup[] {
	return membersOf(connectedComponents(table))
		.filter((members) => members.length >= 2)
		.map((members) => {
			const own = restrictPairs(table, members);
			const core = findCore(own);
			const everyone = Int32Array.from(members, (_, i) => i);
			const inCore = new Set(core);
			const targets = everyone.filter((model) => !inCore.has(model));
			const reference = core.length > 0 ? core : everyone;
			return { members, table: own, prior: targets.length > 0 ? { targets, reference } : null };
		});
}
