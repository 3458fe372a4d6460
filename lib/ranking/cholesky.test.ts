import { expect, test } from "vitest";
import { seededRandom } from "#lib/kernel/random.ts";
import { factorise, invertFactored, sandwichFactored, solveFactored } from "./cholesky.ts";

/** Symmetric and positive definite, well conditioned. */
function randomMatrix(size: number, seed: number): Float64Array {
	const random = seededRandom(seed);
	const matrix = new Float64Array(size * size);
	for (let i = 0; i < size; i++)
		for (let j = 0; j <= i; j++) {
			const value = random.next() - 0.5 + (i === j ? size : 0);
			matrix[i * size + j] = value;
			matrix[j * size + i] = value;
		}
	return matrix;
}

function product(x: Float64Array, y: Float64Array, size: number): Float64Array {
	return x.map((_, at) => {
		let sum = 0;
		for (let k = 0; k < size; k++)
			sum += (x[at - (at % size) + k] ?? 0) * (y[k * size + (at % size)] ?? 0);
		return sum;
	});
}

function farthest(x: Float64Array, y: Float64Array): number {
	return x.reduce((most, value, at) => Math.max(most, Math.abs(value - (y[at] ?? Number.NaN))), 0);
}

// Sizes on both sides of every tile, block, strip and stretch that the products are made in.
const sizes = [1, 2, 3, 4, 23, 24, 25, 47, 48, 49, 50, 97, 255, 256, 257, 290];

test.each(sizes)("factor, solution, inverse and sandwich of %i rows are what they say", (size) => {
	const [matrix, middle] = [randomMatrix(size, 1), randomMatrix(size, 2)];
	const factor = matrix.slice();
	expect(factorise(factor, size)).toBe(true);
	const lower = factor.map((value, at) => (at % size <= Math.floor(at / size) ? value : 0));
	const turned = lower.map((_, at) => lower[(at % size) * size + Math.floor(at / size)] ?? 0);
	expect(farthest(product(lower, turned, size), matrix)).toBeLessThan(1e-11);

	const inverse = invertFactored(factor, size);
	const one = matrix.map((_, at) => (at % size === Math.floor(at / size) ? 1 : 0));
	expect(farthest(product(inverse, matrix, size), one)).toBeLessThan(1e-12);
	const solution = Float64Array.from({ length: size }, (_, i) => matrix[i * size] ?? 0);
	solveFactored(factor, size, solution);
	expect(farthest(solution, one.slice(0, size))).toBeLessThan(1e-12);

	const sandwich = sandwichFactored(factor, middle, size);
	const written = product(product(inverse, middle, size), inverse, size);
	expect(farthest(sandwich, written)).toBeLessThan(1e-12);
	for (let i = 0; i < size; i++)
		for (let j = 0; j < i; j++) expect(sandwich[i * size + j]).toBe(sandwich[j * size + i]);
});

test.each([2, 30, 60])(
	"a matrix of %i rows that is not positive definite has no factor",
	(size) => {
		const matrix = randomMatrix(size, 1);
		matrix[size * size - 1] = -1;
		expect(factorise(matrix, size)).toBe(false);
		matrix[size * size - 1] = Number.NaN;
		expect(factorise(matrix, size)).toBe(false);
	},
);
