import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { styles, TURNS } from "./bargain.ts";
import { hear, isTaken, type Position, plannedPrice } from "./tactics.ts";

const seller: Position = { role: "seller", limit: 100, opening: 200, strength: "mild" };
const buyer: Position = { role: "buyer", limit: 200, opening: 100, strength: "mild" };
const silent = { first: null, best: null };
const turns = Array.from({ length: TURNS }, (_, i) => i + 1);

describe("tactics of time", () => {
	test("known prices: boulware with beta 1/2, conceder with beta 2, four fifths of the way at most", () => {
		// 200 - 80 (t/7)^2 and 200 - 80 sqrt(t/7), rounded.
		expect(turns.map((turn) => plannedPrice("boulware", seller, turn, silent))).toEqual([
			200, 198, 193, 185, 174, 159, 141, 120,
		]);
		expect(turns.map((turn) => plannedPrice("conceder", seller, turn, silent))).toEqual([
			200, 170, 157, 148, 140, 132, 126, 120,
		]);
	});

	test("buyers mirror sellers", () => {
		for (const turn of turns)
			for (const style of ["boulware", "conceder"] as const)
				expect(plannedPrice(style, buyer, turn, silent)).toBe(
					300 - plannedPrice(style, seller, turn, silent),
				);
	});

	test("a stronger boulware asks no less, a stronger conceder no more", () => {
		const strong: Position = { ...seller, strength: "strong" };
		for (const turn of turns) {
			const of = (style: "boulware" | "conceder", position: Position) =>
				plannedPrice(style, position, turn, silent);
			expect(of("boulware", strong)).toBeGreaterThanOrEqual(of("boulware", seller));
			expect(of("conceder", strong)).toBeLessThanOrEqual(of("conceder", seller));
		}
	});
});

describe("tit-for-tat", () => {
	const priceAfter = (...offers: readonly number[]) =>
		plannedPrice(
			"tit-for-tat",
			seller,
			2,
			offers.reduce((heard, offer) => hear("seller", heard, offer), hear("seller", silent, null)),
		);

	test("stays while the other stays, and concedes the share of the gap that the other closes", () => {
		expect(priceAfter()).toBe(200);
		expect(priceAfter(40)).toBe(200);
		expect(priceAfter(40, 40, 40)).toBe(200);
		// Half of the gap from 40 to 200, half of 80.
		expect(priceAfter(40, 120)).toBe(160);
		expect(priceAfter(40, 200)).toBe(120);
	});

	test("an extreme first offer buys no more, and taking back an offer changes nothing", () => {
		expect(priceAfter(1, 120)).toBe(200 - Math.round((80 * 119) / 199));
		expect(priceAfter(40, 120, 40)).toBe(160);
		expect(priceAfter(40, 120, 40, 120)).toBe(160);
	});
});

test("whatever it hears, a plan is between opening and limit, and what is taken within the limit", () => {
	const price = fc.integer({ min: 1, max: 2000 });
	fc.assert(
		fc.property(
			fc.constantFrom(...styles),
			fc.constantFrom(seller, buyer),
			fc.constantFrom(...turns),
			fc.array(price),
			(style, position, turn, offers) => {
				const { role } = position;
				const heard = offers.reduce(
					(before, offer) => hear(role, before, offer),
					hear(role, silent, null),
				);
				const plan = plannedPrice(style, position, turn, heard);
				expect(plan).toBeGreaterThanOrEqual(100);
				expect(plan).toBeLessThanOrEqual(200);
				const last = offers.at(-1);
				if (last === undefined || !isTaken(position, turn, last, plan)) return;
				if (role === "seller") expect(last).toBeGreaterThanOrEqual(100);
				else expect(last).toBeLessThanOrEqual(200);
			},
		),
	);
});

test("at the last turn anything within the limit is taken, before it only what matches the plan", () => {
	expect(isTaken(seller, 7, 119, 120)).toBe(false);
	expect(isTaken(seller, 7, 120, 120)).toBe(true);
	expect(isTaken(seller, 8, 100, 120)).toBe(true);
	expect(isTaken(seller, 8, 99, 120)).toBe(false);
	expect(isTaken(buyer, 8, 201, 180)).toBe(false);
});
