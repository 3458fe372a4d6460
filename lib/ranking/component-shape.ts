import type { LightPrior } from "./bradley-terry.ts";
import { connectedComponents, membersOf, strongComponents } from "./components.ts";
import type { PairTable } from "./pairs.ts";

/** What one connected component's judgements can and cannot determine, by models' numbers. */
export type ComponentShape = {
	/** Ascending; empty when the judgements leave every rating open at one end. */
	core: Int32Array;
	separated: Int32Array;
	/** The models whose mean fixes the level: the core, or all. */
	reference: Int32Array;
	prior: LightPrior | null;
	/** Models outside the largest group joined by decisive judgements; empty when there is one. */
	tiedOn: Int32Array;
	/** True for two models between which the outcomes say nothing about their own spread. */
	isBounded(i: number, j: number): boolean;
};

/**
 * Looks at one connected component. When its win graph is not strongly connected, maximum likelihood
 * is infinite: then the largest strong component (by models, then judgements) is the core, and every
 * model outside it gets the light prior against the core's mean. Without a single largest one of at
 * least two models, all models get the prior against the mean of all.
 */
export function componentShape(table: PairTable): ComponentShape {
	return shapeAround(table, findCore(table));
}

/** The shape with a given core. */
export function shapeAround(table: PairTable, core: Int32Array): ComponentShape {
	const inCore = flags(table.size, core);
	const everyone = Int32Array.from({ length: table.size }, (_, model) => model);
	const separated = everyone.filter((model) => inCore[model] === 0);
	const reference = core.length > 0 ? core : everyone;
	const groups = connectedComponents(
		table,
		(k) => (table.winsFirst[k] ?? 0) + (table.winsSecond[k] ?? 0) > 0,
	);
	return {
		core,
		separated,
		reference,
		prior: separated.length > 0 ? { targets: separated, reference } : null,
		tiedOn: outsideLargest(groups),
		isBounded: (i, j) => inCore[i] === 0 || inCore[j] === 0 || groups[i] !== groups[j],
	};
}

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
