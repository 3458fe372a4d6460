import fc from "fast-check";
import { expect, test } from "vitest";
import { editDistance, nearestKey } from "./nearest-key.ts";

test.each([
	["", "", 0],
	["abc", "", 3],
	["weight", "wieght", 1],
	["kitten", "sitting", 3],
])("%j and %j are %i edits apart", (a, b, distance) => {
	expect(editDistance(a, b)).toBe(distance);
});

test("the distance is symmetric, zero only for equals, and at most the longer length", () => {
	fc.assert(
		fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
			const distance = editDistance(a, b);
			expect(distance).toBe(editDistance(b, a));
			expect(distance === 0).toBe(a === b);
			expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
		}),
	);
});

test("nothing is suggested for a word that is near nothing", () => {
	expect(nearestKey("favourite_colour", ["slug", "name", "weight"])).toBeUndefined();
});
