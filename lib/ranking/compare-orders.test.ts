import fc from "fast-check";
import { expect, test } from "vitest";
import { compareOrders } from "./compare-orders.ts";

const board = (ratings: Record<string, number | null>, component = 0) =>
	Object.entries(ratings).map(([model, rating]) => ({ model, rating, component }));

test("the same order is 1, the reverse -1, and places that differ are listed, most first", () => {
	const first = board({ a: 1100, b: 1050, c: 1000, d: 900 });
	expect(compareOrders(first, first)).toEqual({ models: 4, spearman: 1, disagreements: [] });
	const reverse = compareOrders(first, board({ d: 5, c: 4, b: 3, a: 2 }));
	expect(reverse.spearman).toBeCloseTo(-1, 12);
	expect(reverse.disagreements).toEqual([
		{ model: "a", first: 1, second: 4 },
		{ model: "d", first: 4, second: 1 },
		{ model: "b", first: 2, second: 3 },
		{ model: "c", first: 3, second: 2 },
	]);
	// One exchange of neighbours among four: 1 - 6 * 2 / (4 * 15).
	const swapped = compareOrders(first, board({ a: 9, c: 8, b: 7, d: 6 }));
	expect(swapped.spearman).toBeCloseTo(0.8, 12);
});

test("only models that both rate in their comparable part count; too few give no number", () => {
	const first = board({ a: 3, b: 2, c: 1, only: 9 });
	const second = [...board({ b: 3, a: 2, unrated: null }), ...board({ c: 9 }, 1)];
	expect(compareOrders(first, second)).toEqual({
		models: 2,
		spearman: null,
		disagreements: [
			{ model: "a", first: 1, second: 2 },
			{ model: "b", first: 2, second: 1 },
		],
	});
	expect(compareOrders([], first)).toEqual({ models: 0, spearman: null, disagreements: [] });
});

test("equal ratings share their place, and a leaderboard that rates all alike has no correlation", () => {
	const first = board({ a: 3, b: 2, c: 1 });
	expect(compareOrders(first, board({ a: 5, b: 5, c: 5 })).spearman).toBeNull();
	const tied = compareOrders(first, board({ a: 5, b: 5, c: 1 }));
	expect(tied.disagreements).toEqual([
		{ model: "a", first: 1, second: 1.5 },
		{ model: "b", first: 2, second: 1.5 },
	]);
	// Ranks 1, 2, 3 and 1.5, 1.5, 3: 1.5 / sqrt(2 * 1.5).
	expect(tied.spearman).toBeCloseTo(1.5 / Math.sqrt(3), 12);
});

test("does not depend on the order of rows, and is the same from either side", () => {
	const ratings = fc.dictionary(
		fc.constantFrom("a", "b", "c", "d", "e", "f"),
		fc.integer({ min: 0, max: 4 }),
	);
	fc.assert(
		fc.property(ratings, ratings, (x, y) => {
			const [there, back] = [
				compareOrders(board(x), board(y)),
				compareOrders(board(y).reverse(), board(x).reverse()),
			];
			expect(back.models).toBe(there.models);
			if (there.spearman === null) expect(back.spearman).toBeNull();
			else expect(back.spearman).toBeCloseTo(there.spearman, 12);
			expect(back.disagreements.map(({ model }) => model)).toEqual(
				there.disagreements.map(({ model }) => model),
			);
		}),
	);
});
