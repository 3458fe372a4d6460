import { describe, expect, test } from "vitest";
import { seededRandom } from "#lib/kernel/random.ts";
import { dateOf, datePhrases, dayOf, daysAgo, daysBetween, today } from "./calendar.ts";
import { makeWorld } from "./make-world.ts";
import { discountOf, orderStatuses, orderTotal } from "./world.ts";

describe("the shop", () => {
	test("holds 45 products, 60 customers and 140 orders, whatever the seed", () => {
		for (let seed = 0; seed < 30; seed++) {
			const { products, customers, orders } = makeWorld(seededRandom(seed));
			expect([products.length, customers.length, orders.length]).toEqual([45, 60, 140]);
			const ids = [...products, ...customers, ...orders].map(({ id }) => id);
			expect(new Set(ids).size).toBe(245);
			expect(new Set(customers.map(({ email }) => email)).size).toBe(60);
			expect(new Set(customers.map(({ address }) => address.postcode)).size).toBe(60);
			expect(new Set(customers.map(({ name }) => name)).size).toBe(54);
			expect(new Set(products.map(({ name }) => name)).size).toBe(45);
			expect(new Set(orders.map(({ status }) => status)).size).toBe(orderStatuses.length);
		}
	});

	test("gives every customer two orders or three, of things and days that exist", () => {
		const { products, customers, orders } = makeWorld(seededRandom(5));
		for (const { id } of customers)
			expect([2, 3]).toContain(orders.filter(({ customer }) => customer === id).length);
		const productIds = new Set(products.map(({ id }) => id));
		for (const { items, placed, delivered, status } of orders) {
			expect(items.every(({ product }) => productIds.has(product))).toBe(true);
			expect(new Set(items.map(({ product }) => product)).size).toBe(items.length);
			expect(delivered !== null).toBe(status === "delivered");
			expect(daysBetween(placed, delivered ?? today)).toBeGreaterThan(0);
			expect(daysBetween(delivered ?? placed, today)).toBeGreaterThan(0);
		}
	});

	test("is the same for the same seed, and another for another", () => {
		expect(makeWorld(seededRandom(1))).toEqual(makeWorld(seededRandom(1)));
		expect(makeWorld(seededRandom(1))).not.toEqual(makeWorld(seededRandom(2)));
	});
});

test("dates and days of the year are each other's inverse", () => {
	for (let day = 1; day <= 365; day++) expect(dayOf(dateOf(day))).toBe(day);
	expect([dateOf(1), dateOf(59), dateOf(60), dateOf(365)]).toEqual([
		"2031-01-01",
		"2031-02-28",
		"2031-03-01",
		"2031-12-31",
	]);
	for (const wrong of ["2031-02-29", "2031-13-01", "2031-00-10", "2031-04-31", "2030-01-01", "x"])
		expect(dayOf(wrong)).toBeNull();
	expect(() => dateOf(366)).toThrow("Broken invariant");
	expect([daysAgo(0), daysAgo(16), daysAgo(-15)]).toEqual([today, "2031-05-31", "2031-07-01"]);
	expect(datePhrases("2031-07-02")).toContain("july 2nd");
});

test("vouchers take off a share in whole cents or an amount, and never more than there is", () => {
	const base = { code: "TIDE-10", minimum: 0, validUntil: today };
	expect(discountOf({ ...base, kind: "percent", value: 15 }, 1010)).toBe(152);
	expect(discountOf({ ...base, kind: "amount", value: 500 }, 1010)).toBe(500);
	expect(discountOf({ ...base, kind: "amount", value: 5000 }, 1010)).toBe(1010);
	const { customers, orders } = makeWorld(seededRandom(3));
	const [customer] = customers;
	const [order] = orders;
	if (customer === undefined || order === undefined) throw new Error("An empty shop");
	const item = { product: "P-201", quantity: 2, price: 1000, state: "ordered", replacement: null };
	const vouchers = [{ ...base, kind: "percent" as const, value: 10 }];
	const total = orderTotal(
		{ ...order, items: [{ ...item, state: "ordered" }], vouchers: ["TIDE-10", "GONE-1"] },
		{ ...customer, vouchers },
	);
	expect(total).toBe(1800);
});
