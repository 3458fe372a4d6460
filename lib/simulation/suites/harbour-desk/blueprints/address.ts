import { randomInt } from "#lib/kernel/random.ts";
import {
	act,
	type Blueprint,
	castCustomer,
	drop,
	freshProducts,
	getOrder,
	refuse,
	type Stage,
	stageOrder,
	taskFor,
	tell,
} from "#lib/simulation/suites/harbour-desk/casting.ts";
import type { DeskCall, Wish } from "#lib/simulation/suites/harbour-desk/task.ts";
import { makeAddress } from "#lib/simulation/suites/harbour-desk/world/make-world.ts";
import type {
	Address,
	Customer,
	Order,
	OrderStatus,
} from "#lib/simulation/suites/harbour-desk/world/world.ts";
import { addressText, changeAddressCall, statusFact } from "./pieces.ts";

const newAddress = ({ random }: Stage) => makeAddress(random, 100 + randomInt(random, 900));

const stageOpen = (stage: Stage, customer: Customer, status: OrderStatus) =>
	stageOrder(stage, customer, { status, items: freshProducts(stage, customer).slice(0, 2) });

const addressWish = (order: Order, address: Address): Wish =>
	act({
		say: "My order has to go to another address.",
		terse: "send my order elsewhere",
		proposal: `send order ${order.id} to ${addressText(address)}`,
		known: { order: order.id, address: addressText(address), reason: "I moved." },
		reads: [getOrder(order)],
		writes: [changeAddressCall(order, address)],
	});

const noteCall = ({ id }: Order, topic: string, text: string): DeskCall => ({
	name: "add_note",
	arguments: { order_id: id, topic, text },
});

export const addressBlueprints: readonly Blueprint[] = [
	{
		id: "address-pending",
		category: "address",
		title: "An order that should go elsewhere",
		compose(stage) {
			const customer = castCustomer(stage);
			const order = stageOpen(stage, customer, "pending");
			return taskFor(stage, customer, [addressWish(order, newAddress(stage))]);
		},
	},
	{
		id: "address-packed-and-note",
		category: "address",
		title: "An order that should go elsewhere, with care",
		compose(stage) {
			const customer = castCustomer(stage);
			const order = stageOpen(stage, customer, "packed");
			const second = act({
				say: "Please leave a note with that order that the goods are fragile.",
				terse: "note on that order: fragile",
				proposal: `add a note to order ${order.id} that the goods are fragile`,
				known: { order: order.id },
				writes: [noteCall(order, "fragile", "The goods are fragile.")],
			});
			return taskFor(stage, customer, [addressWish(order, newAddress(stage)), second]);
		},
	},
	{
		id: "address-shipped",
		category: "address",
		title: "An order that should go elsewhere, late",
		compose(stage) {
			const customer = castCustomer(stage);
			const order = stageOpen(stage, customer, "shipped");
			const wish = addressWish(order, newAddress(stage));
			const second = tell({
				say: "What is the status of the order, please?",
				terse: "status please",
				known: { order: order.id },
				facts: [statusFact("shipped")],
			});
			return taskFor(stage, customer, [refuse({ ...wish, writes: [], insists: 1 }), second]);
		},
	},
	{
		id: "address-corrected",
		category: "address",
		title: "An order that should go elsewhere, or to a third place",
		compose(stage) {
			const customer = castCustomer(stage);
			const order = stageOpen(stage, customer, "pending");
			const right = newAddress(stage);
			const first = drop({ ...addressWish(order, newAddress(stage)), writes: [] });
			const second: Wish = {
				...addressWish(order, right),
				say: `I gave you the wrong one: the right address is ${addressText(right)}.`,
				terse: `wrong one, it is ${addressText(right)}`,
				whole: "My order has to go to another address than you have.",
				reads: [],
			};
			return taskFor(stage, customer, [first, second]);
		},
	},
	{
		id: "note-delivery",
		category: "address",
		title: "A word for the packers",
		compose(stage) {
			const customer = castCustomer(stage);
			const order = stageOpen(stage, customer, "pending");
			const wish = act({
				say: "I want to leave a note about the delivery: please ring the ship's bell.",
				terse: "delivery note: ring the bell",
				proposal: `add a note about the delivery to order ${order.id}: ring the ship's bell`,
				known: { order: order.id },
				reads: [getOrder(order)],
				writes: [noteCall(order, "delivery", "Please ring the ship's bell.")],
			});
			return taskFor(stage, customer, [wish]);
		},
	},
];
