import fc from "fast-check";
import { expect, test } from "vitest";
import { canTellApart, indistinguishableGroups, rankSpreads } from "./ranks.ts";

const bounds = fc.array(
	fc.tuple(fc.integer({ min: 0, max: 40 }), fc.nat(15)).map(([lower, width]) => ({
		lower,
		upper: lower + width,
	})),
);

test("ranks follow the convention", () => {
	fc.assert(
		fc.property(bounds, (intervals) => {
			const spreads = rankSpreads(intervals);
			intervals.forEach((own, i) => {
				const above = intervals.filter((other) => other.lower > own.upper).length;
				const below = intervals.filter((other) => other.upper < own.lower).length;
				expect(spreads[i]).toEqual({
					rank: 1 + above,
					rankLower: 1 + above,
					rankUpper: intervals.length - below,
				});
			});
		}),
	);
});

test("intervals that only touch overlap", () => {
	const touching = rankSpreads([
		{ lower: 10, upper: 20 },
		{ lower: 5, upper: 10 },
		{ lower: 0, upper: 4 },
	]);
	expect(touching.map(({ rank, rankUpper }) => [rank, rankUpper])).toEqual([
		[1, 2],
		[1, 2],
		[3, 3],
	]);
});

test("a difference is told apart beyond 1.96 standard errors", () => {
	expect(canTellApart(19.7, 10)).toBe(true);
	expect(canTellApart(-19.7, 10)).toBe(true);
	expect(canTellApart(19.5, 10)).toBe(false);
	expect(canTellApart(0, 0)).toBe(false);
});

test("groups are the longest stretches in which no pair is told apart", () => {
	const values = [10, 9, 8, 5, 4.5, 0];
	const apart = (i: number, j: number) => Math.abs((values[i] ?? 0) - (values[j] ?? 0)) > 3.2;
	expect(indistinguishableGroups(values.length, apart)).toEqual([
		{ from: 0, to: 2 },
		{ from: 2, to: 3 },
		{ from: 3, to: 4 },
	]);
	expect(indistinguishableGroups(3, () => false)).toEqual([{ from: 0, to: 2 }]);
	expect(indistinguishableGroups(3, () => true)).toEqual([]);
	expect(indistinguishableGroups(0, () => true)).toEqual([]);
});

test("groups of any relation are cliques that cannot grow, and miss none", () => {
	const relation = fc.tuple(fc.nat(7), fc.array(fc.boolean(), { minLength: 64, maxLength: 64 }));
	fc.assert(
		fc.property(relation, ([count, bits]) => {
			const apart = (i: number, j: number) => bits[Math.min(i, j) * 8 + Math.max(i, j)] ?? false;
			const isClique = (from: number, to: number) => {
				for (let i = from; i <= to; i++)
					for (let j = from; j < i; j++) if (apart(i, j)) return false;
				return true;
			};
			const expected: { from: number; to: number }[] = [];
			for (let from = 0; from < count; from++)
				for (let to = from + 1; to < count; to++) {
					const canGrow =
						(from > 0 && isClique(from - 1, to)) || (to + 1 < count && isClique(from, to + 1));
					if (isClique(from, to) && !canGrow) expected.push({ from, to });
				}
			expect(indistinguishableGroups(count, apart)).toEqual(expected);
		}),
	);
});
