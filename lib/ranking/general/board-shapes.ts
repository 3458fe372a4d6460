import type { Board } from "#lib/ranking/board-estimate.ts";
import type { LightPrior } from "#lib/ranking/bradley-terry.ts";
import { OUTCOMES } from "#lib/ranking/columns/directed-cells.ts";
import { type ComponentShape, componentShape, shapeAround } from "#lib/ranking/component-shape.ts";
import { strongComponents } from "#lib/ranking/components.ts";
import { type PairTable, restrictPairs } from "#lib/ranking/pairs.ts";

/** A component's shape with its models' numbers on the whole board. */
export type PlacedShape = ComponentShape & { members: Int32Array; placedPrior: LightPrior | null };

/**
 * The shapes of all components under the method's tie model. Beside Ford's condition:
 * - an own outcome for ties leaves the strengths of decisive judgements open when no chain of them
 *   ever closes, whatever the ties say (all could grow together with the tie parameter): then all
 *   models get the light prior;
 * - in the grounded model a model's strength is open downwards when all its judgements are both-bad,
 *   upwards when none is and nobody ever beat it: the ground counts as one more model.
 */
export function boardShapes(board: Board): PlacedShape[] {
	const { method, table, components } = board;
	const { ties } = method.parameters;
	const hasTie = ties === "davidson" || ties === "rao-kupper";
	const isOpen = hasTie && !hasDecisiveCycle(table);
	const grounded = ties === "grounded" ? groundedCore(board, table) : null;
	return components.map((members) => {
		const own = restrictPairs(table, members);
		const core = grounded === null ? null : positions(members, (model) => grounded[model] === 1);
		const shape = isOpen
			? shapeAround(own, new Int32Array(0))
			: core === null
				? componentShape(own)
				: shapeAround(own, core);
		const place = (numbers: Int32Array) => numbers.map((number) => members[number] ?? 0);
		const placedPrior =
			shape.prior === null
				? null
				: { targets: place(shape.prior.targets), reference: place(shape.prior.reference) };
		return { ...shape, members, placedPrior };
	});
}

function positions(members: Int32Array, isIn: (model: number) => boolean): Int32Array {
	return Int32Array.from([...members.keys()].filter((number) => isIn(members[number] ?? 0)));
}

function hasDecisiveCycle(table: PairTable): boolean {
	const strong = strongComponents({ ...table, halves: new Float64Array(table.halves.length) });
	return new Set(strong).size < table.size;
}

/** Marks the models whose strength relative to the ground is bounded on both sides. */
function groundedCore({ cells, names }: Board, table: PairTable): Uint8Array {
	const ground = names.length;
	const good = new Float64Array(ground);
	const bad = new Float64Array(ground);
	const decisive = new Map<number, number>();
	for (let k = 0; k < cells.slotA.length; k++) {
		const sum = (o: number) => cells.weights[k * OUTCOMES + o] ?? 0;
		const a = cells.slotA[k] ?? 0;
		const b = cells.slotB[k] ?? 0;
		const key = Math.min(a, b) * ground + Math.max(a, b);
		decisive.set(key, (decisive.get(key) ?? 0) + sum(2));
		for (const [model, wins] of [
			[a, sum(0)],
			[b, sum(1)],
		] as const) {
			// Winning and tying put a model above the ground; losing says nothing about that.
			good[model] = (good[model] ?? 0) + wins + sum(2);
			bad[model] = (bad[model] ?? 0) + sum(3);
		}
	}
	const pairs = table.first.length;
	const joined: PairTable = {
		size: ground + 1,
		first: Int32Array.from({ length: pairs + ground }, (_, k) =>
			k < pairs ? (table.first[k] ?? 0) : k - pairs,
		),
		second: Int32Array.from({ length: pairs + ground }, (_, k) =>
			k < pairs ? (table.second[k] ?? 0) : ground,
		),
		winsFirst: Float64Array.from([...table.winsFirst, ...good]),
		winsSecond: Float64Array.from([...table.winsSecond, ...bad]),
		halves: Float64Array.from({ length: pairs + ground }, (_, k) =>
			k < pairs ? (decisive.get((table.first[k] ?? 0) * ground + (table.second[k] ?? 0)) ?? 0) : 0,
		),
	};
	const strong = strongComponents(joined);
	return Uint8Array.from({ length: ground }, (_, model) =>
		strong[model] === strong[ground] ? 1 : 0,
	);
}
