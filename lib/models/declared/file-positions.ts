import { type Document, isMap, isNode, isPair, isScalar, isSeq, type LineCounter } from "yaml";

export interface Position {
	line: number;
	column: number;
}

/**
 * Where a path of keys and indices stands in a YAML document: the key's own place with `atKey`, the
 * value's otherwise, the nearest ancestor's for what is not there.
 */
export function positionOf(
	document: Document,
	lines: LineCounter,
	path: readonly PropertyKey[],
	atKey = false,
): Position {
	let node: unknown = document.contents;
	let offset = offsetOf(node) ?? 0;
	for (const [depth, step] of path.entries()) {
		let next: unknown;
		if (isMap(node)) {
			const pair = node.items.find(
				(item) => isScalar(item.key) && String(item.key.value) === String(step),
			);
			const isLast = depth === path.length - 1;
			if (isPair(pair)) next = (isLast && atKey) || pair.value === null ? pair.key : pair.value;
		} else if (isSeq(node)) next = node.items[Number(step)];
		if (next === undefined) break;
		offset = offsetOf(next) ?? offset;
		node = next;
	}
	const { line, col } = lines.linePos(offset);
	return { line: Math.max(1, line), column: Math.max(1, col) };
}

const offsetOf = (node: unknown): number | undefined =>
	isNode(node) ? (node.range?.[0] ?? undefined) : undefined;
