import type { PairTable } from "./pairs.ts";

/**
 * A number for each model: equal numbers for models that are joined by the pairs for which `joins`
 * is true, directly or through others. Numbers run from 0 in the order of first appearance.
 */
export function connectedComponents(
	table: PairTable,
	joins: (pair: number) => boolean = () => true,
): Int32Array {
	const parent = Int32Array.from({ length: table.size }, (_, index) => index);
	const rootOf = (model: number): number => {
		let root = model;
		while ((parent[root] ?? root) !== root) root = parent[root] ?? root;
		for (let at = model; at !== root; ) {
			const next = parent[at] ?? root;
			parent[at] = root;
			at = next;
		}
		return root;
	};
	for (let k = 0; k < table.first.length; k++)
		if (joins(k)) parent[rootOf(table.first[k] ?? 0)] = rootOf(table.second[k] ?? 0);
	const numbers = new Map<number, number>();
	return parent.map((_, model) => {
		const root = rootOf(model);
		const number = numbers.get(root) ?? numbers.size;
		numbers.set(root, number);
		return number;
	});
}

/**
 * Strong components of the win graph (an edge from winner to loser; a tie is an edge both ways), by
 * Tarjan's algorithm (SIAM J. Comput. 1, 1972) without recursion. Ford's condition (Amer. Math.
 * Monthly 64, 1957): the maximum likelihood is finite exactly when there is only one.
 */
export function strongComponents(table: PairTable): Int32Array {
	const targets = winTargets(table);
	const { size } = table;
	const component = new Int32Array(size).fill(-1);
	const index = new Int32Array(size).fill(-1);
	const low = new Int32Array(size);
	const cursor = new Int32Array(size);
	const open: number[] = [];
	let visited = 0;
	let found = 0;
	for (let start = 0; start < size; start++) {
		if (index[start] !== -1) continue;
		const path = [start];
		while (path.length > 0) {
			const at = path.at(-1) ?? 0;
			if (index[at] === -1) {
				index[at] = low[at] = visited++;
				open.push(at);
			}
			const next = targets[at]?.[cursor[at] ?? 0];
			if (next !== undefined) {
				cursor[at] = (cursor[at] ?? 0) + 1;
				if (index[next] === -1) path.push(next);
				else if (component[next] === -1) low[at] = Math.min(low[at] ?? 0, index[next] ?? 0);
				continue;
			}
			path.pop();
			const above = path.at(-1);
			if (above !== undefined) low[above] = Math.min(low[above] ?? 0, low[at] ?? 0);
			if (low[at] !== index[at]) continue;
			for (let member = open.pop(); member !== undefined; member = open.pop()) {
				component[member] = found;
				if (member === at) break;
			}
			found++;
		}
	}
	return component;
}

/** The members of each component, from a number per model as the functions above return it. */
export function membersOf(components: Int32Array): Int32Array[] {
	const members: number[][] = [];
	components.forEach((number, model) => {
		members[number] ??= [];
		members[number].push(model);
	});
	return members.map((list) => Int32Array.from(list));
}

function winTargets(table: PairTable): number[][] {
	const targets: number[][] = Array.from({ length: table.size }, () => []);
	for (let k = 0; k < table.first.length; k++) {
		const i = table.first[k] ?? 0;
		const j = table.second[k] ?? 0;
		const half = table.halves[k] ?? 0;
		if ((table.winsFirst[k] ?? 0) + half > 0) targets[i]?.push(j);
		if ((table.winsSecond[k] ?? 0) + half > 0) targets[j]?.push(i);
	}
	return targets;
}
