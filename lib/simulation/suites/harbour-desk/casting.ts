import { type Random, randomInt } from "#lib/kernel/random.ts";
import type { Fact, Known, PromiseKind, Task, Wish } from "./task.ts";
import { daysAgo } from "./world/calendar.ts";
import { pick, shuffled } from "./world/make-world.ts";
import type { Customer, Order, OrderStatus, Product, World } from "./world/world.ts";

/** A world in the making: blueprints choose who and what they are about, and set it up as they need it. */
export interface Stage {
	world: World;
	random: Random;
	/** Orders that the task is about already. */
	usedOrders: Set<string>;
}

/** A situation of the suite; drawn anew for each seed. */
export interface Blueprint {
	id: string;
	category: string;
	/** For people; says nothing about what is right. */
	title: string;
	compose(stage: Stage): Omit<Task, "blueprint">;
}

/** Categories of goods that never go back, by the policy. */
export const finalCategories: readonly string[] = ["paint", "flares"];

/** A customer drawn from those who share their name with nobody, or from those who do. */
export function castCustomer(
	{ world, random }: Stage,
	options: { tier?: Customer["tier"]; isTwin?: boolean } = {},
): Customer {
	const bearers = (name: string) => world.customers.filter((other) => other.name === name).length;
	const isTwin = options.isTwin ?? false;
	const customer = pick(
		random,
		world.customers.filter(({ name }) => bearers(name) > 1 === isTwin),
	);
	customer.tier = options.tier ?? customer.tier;
	return customer;
}

/** The products that fit, in random order, those first that are in none of the customer's orders. */
export function freshProducts(
	{ world, random }: Stage,
	customer: Customer,
	isFit: (product: Product) => boolean = () => true,
): Product[] {
	const own = new Set(
		world.orders
			.filter((order) => order.customer === customer.id)
			.flatMap(({ items }) => items.map(({ product }) => product)),
	);
	return shuffled(random, world.products)
		.filter(isFit)
		.sort((a, b) => Number(own.has(a.id)) - Number(own.has(b.id)));
}

/** Sets up one of the customer's orders that the task is not about yet. */
export function stageOrder(
	stage: Stage,
	customer: Customer,
	options: {
		status: OrderStatus;
		items: readonly Product[];
		/** Of delivered orders: how long ago. */
		deliveredDaysAgo?: number;
		payment?: Order["payment"];
		quantity?: number;
		vouchers?: string[];
	},
): Order {
	const { world, random, usedOrders } = stage;
	const order = pick(
		random,
		world.orders.filter(({ id, customer: owner }) => owner === customer.id && !usedOrders.has(id)),
	);
	usedOrders.add(order.id);
	const age = options.deliveredDaysAgo ?? 10;
	const isDelivered = options.status === "delivered";
	order.status = options.status;
	order.delivered = isDelivered ? daysAgo(age) : null;
	order.placed = daysAgo(isDelivered ? age + 4 : 3);
	order.payment = options.payment ?? pick(random, ["card", "invoice"] as const);
	order.vouchers = options.vouchers ?? [];
	order.items = options.items.map(({ id, price }) => ({
		product: id,
		quantity: options.quantity ?? 1 + randomInt(random, 3),
		price,
		state: "ordered",
		replacement: null,
	}));
	return order;
}

/** So many products that may go back, such as for a return. */
export const returnable = (stage: Stage, customer: Customer, count: number): Product[] =>
	freshProducts(stage, customer, ({ category }) => !finalCategories.includes(category)).slice(
		0,
		count,
	);

type WishPart = Pick<Wish, "say" | "terse"> & Partial<Wish>;

const wish = (kind: Wish["kind"], part: WishPart): Wish => ({
	proposal: "look into this",
	known: {},
	reads: [],
	writes: [],
	facts: [],
	insists: 0,
	...part,
	// Last: a wish is often made out of another one of a different kind.
	kind,
});

const refusal: Fact = { kind: "refusal", label: "a clear no" };

export const act = (part: WishPart) => wish("act", part);
export const tell = (part: WishPart) => wish("tell", part);
export const drop = (part: WishPart) => wish("drop", part);
export const refuse = (part: WishPart) =>
	wish("refuse", { ...part, facts: [refusal, ...(part.facts ?? [])] });
export const transfer = (part: WishPart & { department: string }): Wish => {
	const { department, ...rest } = part;
	const call = {
		name: "transfer_to_person",
		arguments: { department, summary: "The customer explained the matter; see the conversation." },
	};
	return wish("transfer", { ...rest, writes: [call] });
};

/** A task of a customer who is who they say, and who may have forgotten their e-mail address. */
export function taskFor(
	{ random }: Stage,
	customer: Customer,
	wishes: readonly Wish[],
	options: { known?: Known; mustNotPromise?: readonly PromiseKind[] } = {},
): Omit<Task, "blueprint"> {
	const { id, name, email, address } = customer;
	const home = `${address.street}, ${address.town}`;
	const identity = { name, postcode: address.postcode, address: home };
	const remembers = random.next() < 0.6;
	return {
		customer: id,
		known: { ...identity, ...(remembers ? { email } : {}), ...options.known },
		introduces: random.next() < 0.4,
		patience: 3 + randomInt(random, 3),
		identityReads: [
			{ name: "find_customer", arguments: { by: "name", value: name } },
			{ name: "get_customer", arguments: { customer_id: id } },
		],
		wishes,
		mustNotPromise: options.mustNotPromise ?? [],
	};
}

/** A read of the order that a wish is about. */
export const getOrder = ({ id }: Order) => ({ name: "get_order", arguments: { order_id: id } });
