import { type Random, randomInt } from "#lib/kernel/random.ts";
import { dateOf, dayOf, today } from "./calendar.ts";
import { catalogue, firstNames, lastNames, streets, towns } from "./names.ts";
import type { Address, Customer, Order, OrderStatus, Product, World } from "./world.ts";

export const customerCount = 60;
export const orderCount = 140;
/** As many customers bear the name of another one. */
const twinCount = 6;

/** In turn, the statuses of the orders: nearly half are delivered, as in a shop that runs. */
const statusCycle: readonly OrderStatus[] = [
	"delivered",
	"pending",
	"delivered",
	"shipped",
	"packed",
	"delivered",
	"cancelled",
];

/** One of a list that is not empty. */
export function pick<T>(random: Random, list: readonly T[]): T {
	const value = list[randomInt(random, list.length)];
	if (value === undefined) throw new Error("Broken invariant: nothing to pick from");
	return value;
}

/** So many of a list in random order: the first steps of Fisher and Yates. */
function sample<T>(random: Random, list: readonly T[], count: number): T[] {
	const copy = [...list];
	for (let i = 0; i < count; i++) {
		const j = i + randomInt(random, copy.length - i);
		const a = copy[i] as T;
		copy[i] = copy[j] as T;
		copy[j] = a;
	}
	return copy.slice(0, count);
}

/** A copy in random order. */
export const shuffled = <T>(random: Random, list: readonly T[]): T[] =>
	sample(random, list, list.length);

/** A shop with its customers and orders: always 45 products, 60 customers, 140 orders. */
export function makeWorld(random: Random): World {
	const products = makeProducts(random);
	const customers = makeCustomers(random);
	return { products, customers, orders: makeOrders(random, customers, products) };
}

function makeProducts(random: Random): Product[] {
	let number = 200;
	return Object.entries(catalogue).flatMap(([category, list]) =>
		list.map(([name, price]) => {
			number += 1;
			const isSoldOut = random.next() < 0.15;
			return {
				id: `P-${number}`,
				name,
				category,
				price,
				stock: isSoldOut ? 0 : 1 + randomInt(random, 24),
			};
		}),
	);
}

/** An address whose postcode no other has: it carries a number of its own. */
export function makeAddress(random: Random, number: number): Address {
	const [town, letters] = pick(random, towns);
	const street = `${1 + randomInt(random, 98)} ${pick(random, streets)}`;
	return { street, town, postcode: `${letters}${number}` };
}

function makeCustomers(random: Random): Customer[] {
	const pairs = firstNames.flatMap((first) => lastNames.map((last) => `${first} ${last}`));
	const names = sample(random, pairs, customerCount - twinCount);
	const all = shuffled(random, [...names, ...names.slice(0, twinCount)]);
	const numbers = sample(
		random,
		Array.from({ length: 900 }, (_, i) => 100 + i),
		customerCount,
	);
	const seen = new Set<string>();
	return all.map((name, i) => {
		const plain = name.toLowerCase().replace(" ", ".");
		const email = `${plain}${seen.has(name) ? ".2" : ""}@mail.example`;
		seen.add(name);
		return {
			id: `C-${101 + i}`,
			name,
			email,
			tier: random.next() < 0.3 ? "club" : "standard",
			address: makeAddress(random, numbers[i] ?? 0),
			vouchers: [],
		};
	});
}

function makeOrders(random: Random, customers: readonly Customer[], products: readonly Product[]) {
	const owners = [
		...customers,
		...customers,
		...sample(random, customers, orderCount - 2 * customerCount),
	];
	return shuffled(random, owners).map((owner, i): Order => {
		const status = statusCycle[i % statusCycle.length] ?? "delivered";
		const last = dayOf(today) ?? 0;
		const isOpen = status === "pending" || status === "packed" || status === "shipped";
		const placed = last - (isOpen ? 1 + randomInt(random, 8) : 12 + randomInt(random, 120));
		const isDelivered = status === "delivered";
		return {
			id: `H-${1001 + i}`,
			customer: owner.id,
			status,
			placed: dateOf(placed),
			delivered: isDelivered ? dateOf(placed + 3 + randomInt(random, 7)) : null,
			payment: pick(random, ["card", "card", "card", "invoice", "gift-card"] as const),
			address: owner.address,
			items: sample(random, products, 1 + randomInt(random, 3)).map(({ id, price }) => ({
				product: id,
				quantity: 1 + randomInt(random, 2),
				price,
				state: "ordered",
				replacement: null,
			})),
			vouchers: [],
			notes: [],
			refunds: [],
		};
	});
}
