import fc from "fast-check";
import { expect, test } from "vitest";
import { packTriangle, unpackTriangle } from "./packed-covariance.ts";

test("a symmetric matrix comes back to the last digit, from half the numbers", () => {
	const matrix = fc.nat(7).chain((size) =>
		fc
			.array(fc.double({ noNaN: true }), { minLength: size * size, maxLength: size * size })
			.map((drawn) => ({
				size,
				values: drawn.map((_, at) => {
					const [i, j] = [Math.floor(at / size), at % size];
					return drawn[Math.min(i, j) * size + Math.max(i, j)] ?? 0;
				}),
			})),
	);
	fc.assert(
		fc.property(matrix, ({ size, values }) => {
			const packed = packTriangle(values);
			expect(packed).toHaveLength((8 * size * (size + 1)) / 2);
			expect(unpackTriangle(packed)).toEqual(values);
		}),
	);
});

test("the bytes are little-endian, the upper triangle by rows", () => {
	const packed = packTriangle([1, 2, 2, 3]);
	expect([0, 8, 16].map((at) => packed.readDoubleLE(at))).toEqual([1, 2, 3]);
});
