import { AppError } from "#lib/kernel/app-error.ts";
import { factorise, mirrorLower, sandwichFactored } from "#lib/ranking/cholesky.ts";
import type { PlacedShape } from "./board-shapes.ts";

/**
 * H^-1 G H^-1 from lower triangles of the information H and of the scores' variance G, whole and
 * symmetric. Throws `fit-not-converged` (500) when H is not positive definite in floating point.
 */
export function sandwich(
	information: Float64Array,
	scores: Float64Array,
	size: number,
): Float64Array {
	if (!factorise(information, size))
		throw new AppError("fit-not-converged", "The ratings' covariance could not be computed.", {
			status: 500,
			data: { parameters: size },
		});
	return sandwichFactored(information, mirrorLower(scores, size), size);
}

/** A covariance of the free parameters with zeros put back for those that were held. */
export function spread(pinned: Float64Array, free: Int32Array, count: number): Float64Array {
	const covariance = new Float64Array(count * count);
	for (let p = 0; p < free.length; p++)
		for (let q = 0; q < free.length; q++)
			covariance[(free[p] ?? 0) * count + (free[q] ?? 0)] = pinned[p * free.length + q] ?? 0;
	return covariance;
}

/** The combination of parameters that a component's level holds fixed: its anchor, or its mean. */
export function levelOfShape(shape: PlacedShape, anchor: number, count: number): Float64Array {
	const level = new Float64Array(count);
	if (shape.members.includes(anchor)) level[anchor] = 1;
	else
		for (const position of shape.reference)
			level[shape.members[position] ?? 0] = 1 / shape.reference.length;
	return level;
}

/** Moves a covariance of all parameters to the components' levels, in place. */
export function atLevels(
	covariance: Float64Array,
	count: number,
	shapes: readonly PlacedShape[],
	levels: readonly Float64Array[],
): void {
	shapes.forEach(({ members }, c) => {
		const level = levels[c] ?? new Float64Array(count);
		const held = [...level.keys()].filter((i) => level[i] !== 0);
		const along = (at: (i: number) => number) => {
			let sum = 0;
			for (const i of held) sum += (covariance[at(i)] ?? 0) * (level[i] ?? 0);
			return sum;
		};
		for (let row = 0; row < count; row++) {
			const shared = along((i) => row * count + i);
			for (const model of members)
				covariance[row * count + model] = (covariance[row * count + model] ?? 0) - shared;
		}
		for (let column = 0; column < count; column++) {
			const shared = along((i) => i * count + column);
			for (const model of members)
				covariance[model * count + column] = (covariance[model * count + column] ?? 0) - shared;
		}
	});
	for (let i = 0; i < count; i++)
		covariance[i * count + i] = Math.max(0, covariance[i * count + i] ?? 0);
}
