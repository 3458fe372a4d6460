import { fitStrengths, type LightPrior } from "./bradley-terry.ts";
import { connectedComponents, membersOf, strongComponents } from "./components.ts";
import { sandwichCovariance } from "./covariance.ts";
import type { PairTable } from "./pairs.ts";
import { POINTS_PER_UNIT } from "./scale.ts";

/** Ratings of one connected component, by the models' numbers in its table. */
export type ComponentFit = {
	/** In points, the level being 0. */
	ratings: Float64Array;
	/** Row-major, in points squared. */
	covariance: Float64Array;
	/** Ascending; empty when the judgements leave every rating open at one end. */
	core: Int32Array;
	separated: Int32Array;
	/** Models outside the largest group joined by decisive judgements; empty when there is one. */
	tiedOn: Int32Array;
};

/**
 * Fits one connected component. When its win graph is not strongly connected, maximum likelihood is
 * infinite: then the largest strong component (by models, then judgements) is the core, and every
 * model outside it gets the light prior against the core's mean. Without a single largest one of at
 * least two models, all models get the prior against the mean of all.
 *
 * The level is the mean of the core (or of all), or the model numbered `anchor`.
 */
export function fitComponent(table: PairTable, anchor: number | null): ComponentFit {
	const core = findCore(table);
	const inCore = flags(table.size, core);
	const everyone = Int32Array.from({ length: table.size }, (_, model) => model);
	const separated = everyone.filter((model) => inCore[model] === 0);
	const reference = core.length > 0 ? core : everyone;
	const prior: LightPrior | null = separated.length > 0 ? { targets: separated, reference } : null;
	const strengths = fitStrengths(table, prior);

	const level = new Float64Array(table.size);
	if (anchor !== null) level[anchor] = 1;
	else for (const model of reference) level[model] = 1 / reference.length;
	const zero = strengths.reduce((sum, strength, i) => sum + strength * (level[i] ?? 0), 0);

	const groups = connectedComponents(
		table,
		(k) => (table.winsFirst[k] ?? 0) + (table.winsSecond[k] ?? 0) > 0,
	);
	const bounded = (k: number) => {
		const i = table.first[k] ?? 0;
		const j = table.second[k] ?? 0;
		return inCore[i] === 0 || inCore[j] === 0 || groups[i] !== groups[j];
	};
	const covariance = sandwichCovariance(table, strengths, level, { prior, bounded });
	return {
		ratings: strengths.map((strength) => POINTS_PER_UNIT * (strength - zero)),
		covariance: covariance.map((value) => POINTS_PER_UNIT * POINTS_PER_UNIT * value),
		core,
		separated,
		tiedOn: outsideLargest(groups),
	};
}

/** The largest strong component, or nothing when there is no single largest one. */
export function findCore(table: PairTable): Int32Array {
	const strong = strongComponents(table);
	const groups = membersOf(strong);
	const votes = new Float64Array(groups.length);
	for (let k = 0; k < table.first.length; k++) {
		const group = strong[table.first[k] ?? 0] ?? 0;
		if (group !== strong[table.second[k] ?? 0]) continue;
		const count = (table.winsFirst[k] ?? 0) + (table.winsSecond[k] ?? 0) + (table.halves[k] ?? 0);
		votes[group] = (votes[group] ?? 0) + count;
	}
	const ranked = groups
		.map((members, group) => ({ members, votes: votes[group] ?? 0 }))
		.sort((x, y) => y.members.length - x.members.length || y.votes - x.votes);
	const [best, second] = ranked;
	if (best === undefined) return new Int32Array(0);
	if (second === undefined) return best.members;
	// Equal up to rounding is equal: otherwise the models' names would choose the core.
	const isClear =
		best.members.length > second.members.length || best.votes > second.votes * (1 + 1e-9);
	return best.members.length >= 2 && isClear ? best.members : new Int32Array(0);
}

function outsideLargest(groups: Int32Array): Int32Array {
	const members = membersOf(groups);
	if (members.length < 2) return new Int32Array(0);
	const largest = Math.max(...members.map((group) => group.length));
	const isSingle = members.filter((group) => group.length === largest).length === 1;
	return Int32Array.from(
		members.filter((group) => !isSingle || group.length < largest).flatMap((group) => [...group]),
	).sort();
}

function flags(size: number, members: Int32Array): Uint8Array {
	const marks = new Uint8Array(size);
	for (const member of members) marks[member] = 1;
	return marks;
}
