import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeCells } from "./cells.ts";
import { connectedComponents, membersOf, strongComponents } from "./components.ts";
import { cell } from "./fixtures/fixture-cells.ts";
import { modelNames, pairTable } from "./pairs.ts";

const names = ["a", "b", "c", "d", "e", "f", "g"];
const edges = fc.array(
	fc.tuple(fc.nat(6), fc.nat(6), fc.boolean()).filter(([i, j]) => i !== j),
	{ maxLength: 12 },
);

function tableOf(list: [number, number, boolean][]) {
	const cells = list.map(([i, j, isTie]) =>
		cell(names[i] ?? "", names[j] ?? "", isTie ? 0 : 1, 0, isTie ? 1 : 0),
	);
	return pairTable(mergeCells(cells), names);
}

/** Reachability by Warshall's closure. */
function reachable(list: [number, number, boolean][], isDirected: boolean) {
	const reach = names.map((_, i) => names.map((_, j) => i === j));
	for (const [i, j, isTie] of list) {
		(reach[i] ?? [])[j] = true;
		if (isTie || !isDirected) (reach[j] ?? [])[i] = true;
	}
	for (const k of names.keys())
		for (const i of names.keys())
			for (const j of names.keys()) if (reach[i]?.[k] && reach[k]?.[j]) (reach[i] ?? [])[j] = true;
	return (i: number, j: number) => (reach[i]?.[j] ?? false) && (reach[j]?.[i] ?? false);
}

test.each([
	["connected", connectedComponents, false],
	["strong", strongComponents, true],
] as const)("%s components agree with the closure of the graph", (_, find, isDirected) => {
	fc.assert(
		fc.property(edges, (list) => {
			const components = find(tableOf(list));
			const joined = reachable(list, isDirected);
			for (const i of names.keys())
				for (const j of names.keys()) expect(components[i] === components[j]).toBe(joined(i, j));
		}),
		{ numRuns: 300 },
	);
});

test("a chain of thousands needs no stack", () => {
	const cells = Array.from({ length: 20_000 }, (_, i) => cell(`m${i}`, `m${i + 1}`, 1));
	const merged = mergeCells([...cells, cell("m20000", "m0", 1)]);
	const components = strongComponents(pairTable(merged, modelNames(merged, [])));
	expect(membersOf(components)).toHaveLength(1);
});
