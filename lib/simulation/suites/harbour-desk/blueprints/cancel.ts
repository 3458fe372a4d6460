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
import type { DeskCall, Fact } from "#lib/simulation/suites/harbour-desk/task.ts";
import { makeAddress } from "#lib/simulation/suites/harbour-desk/world/make-world.ts";
import {
	type Customer,
	type Order,
	type OrderStatus,
	orderTotal,
} from "#lib/simulation/suites/harbour-desk/world/world.ts";
import { addressText, changeAddressCall, statusFact } from "./pieces.ts";

const reason = "I ordered it twice by mistake.";

const cancelCall = ({ id }: Order): DeskCall => ({
	name: "cancel_order",
	arguments: { order_id: id, reason: "other" },
});

const refundFact = (cents: number): Fact => ({ kind: "amount", label: "refund", cents });

function openOrder(stage: Stage, customer: Customer, status: OrderStatus, count = 2) {
	const items = freshProducts(stage, customer).slice(0, count);
	return { items, order: stageOrder(stage, customer, { status, items }) };
}

function cancelWish(order: Order, customer: Customer) {
	return act({
		say: "I would like to cancel an order, and to know how much money I get back.",
		terse: "cancel my order. how much do i get back",
		proposal: `cancel order ${order.id} and refund it`,
		known: { order: order.id, reason },
		reads: [getOrder(order)],
		writes: [cancelCall(order)],
		facts: [refundFact(orderTotal(order, customer))],
	});
}

export const cancelBlueprints: readonly Blueprint[] = [
	{
		id: "cancel-pending",
		category: "cancel",
		title: "An order to be cancelled, its number at hand",
		compose(stage) {
			const customer = castCustomer(stage);
			const { order } = openOrder(stage, customer, "pending");
			return taskFor(stage, customer, [cancelWish(order, customer)]);
		},
	},
	{
		id: "cancel-unknown-number",
		category: "cancel",
		title: "An order to be cancelled, its number forgotten",
		compose(stage) {
			const customer = castCustomer(stage);
			const { order, items } = openOrder(stage, customer, "pending", 1);
			const name = items[0]?.name ?? "";
			const wish = act({
				...cancelWish(order, customer),
				say: `Please cancel my order with the ${name}, and tell me the refund.`,
				terse: `cancel the order with the ${name}. what is the refund`,
				known: { item: `It is the one with the ${name}.`, reason },
				reads: [{ name: "list_orders", arguments: { customer_id: customer.id } }],
			});
			return taskFor(stage, customer, [wish]);
		},
	},
	{
		id: "cancel-packed",
		category: "cancel",
		title: "An order to be cancelled at the last moment",
		compose(stage) {
			const customer = castCustomer(stage);
			const { order } = openOrder(stage, customer, "packed");
			const wish = refuse({
				say: "I want to cancel my order, quickly, before it leaves.",
				terse: "cancel my order fast",
				known: { order: order.id, reason },
				reads: [getOrder(order)],
			});
			return taskFor(stage, customer, [
				wish,
				tell({
					say: "Then tell me which status my order has.",
					terse: "what status has it then",
					known: { order: order.id },
					facts: [statusFact("packed")],
				}),
			]);
		},
	},
	{
		id: "cancel-shipped",
		category: "cancel",
		title: "An order to be cancelled on its way",
		compose(stage) {
			const customer = castCustomer(stage);
			const { order } = openOrder(stage, customer, "shipped");
			const wish = refuse({
				say: "Please cancel my order. I no longer sail this summer.",
				terse: "cancel my order, not sailing",
				known: { order: order.id, reason: "I no longer sail this summer." },
				reads: [getOrder(order)],
				insists: 1,
			});
			return taskFor(stage, customer, [
				wish,
				tell({
					say: "What did that order cost me altogether, then?",
					terse: "what did it cost then, total",
					known: { order: order.id },
					facts: [{ kind: "amount", label: "total", cents: orderTotal(order, customer) }],
				}),
			]);
		},
	},
	{
		id: "cancel-then-keep",
		category: "cancel",
		title: "An order to be cancelled, or perhaps not",
		compose(stage) {
			const customer = castCustomer(stage);
			const { order } = openOrder(stage, customer, "pending");
			const address = makeAddress(stage.random, 100 + Math.floor(stage.random.next() * 900));
			const first = drop({
				say: "I would like to cancel an order; I am moving berth.",
				terse: "cancel an order, moving berth",
				proposal: `cancel order ${order.id}`,
				known: { order: order.id, reason: "I am moving berth." },
				reads: [getOrder(order)],
			});
			const second = act({
				say: "Keep the order after all, but send it to my new address.",
				terse: "keep it, new address instead",
				whole: "I am moving berth: my order has to go to my new address.",
				proposal: `send order ${order.id} to ${addressText(address)}`,
				known: { order: order.id, address: addressText(address) },
				writes: [changeAddressCall(order, address)],
			});
			return taskFor(stage, customer, [first, second]);
		},
	},
	{
		id: "cancel-two",
		category: "cancel",
		title: "Two orders to be cancelled",
		compose(stage) {
			const customer = castCustomer(stage);
			const one = openOrder(stage, customer, "pending").order;
			const two = openOrder(stage, customer, "pending").order;
			const sum = orderTotal(one, customer) + orderTotal(two, customer);
			const wish = act({
				say: "I want two of my orders cancelled. What do I get back for both together?",
				terse: "cancel two orders. refund for both together?",
				proposal: `cancel the orders ${one.id} and ${two.id}`,
				known: { order: `${one.id} and ${two.id}`, reason },
				reads: [getOrder(one), getOrder(two)],
				writes: [cancelCall(one), cancelCall(two)],
				facts: [refundFact(sum)],
			});
			return taskFor(stage, customer, [wish]);
		},
	},
	{
		id: "cancel-one-of-two",
		category: "cancel",
		title: "Two orders to be cancelled, one after the other",
		compose(stage) {
			const customer = castCustomer(stage);
			const late = openOrder(stage, customer, "packed").order;
			const early = openOrder(stage, customer, "pending").order;
			const second = refuse({
				say: "There is a second order that I want to be rid of too.",
				terse: "another order to cancel too",
				known: { order: late.id, reason },
				reads: [getOrder(late)],
			});
			return taskFor(stage, customer, [cancelWish(early, customer), second]);
		},
	},
	{
		id: "cancel-part",
		category: "cancel",
		title: "A part of an order to be cancelled",
		compose(stage) {
			const customer = castCustomer(stage);
			const { order, items } = openOrder(stage, customer, "pending");
			const name = items[0]?.name ?? "";
			const first = refuse({
				say: `Please take only the ${name} out of my order and leave the rest.`,
				terse: `take just the ${name} out of my order`,
				known: { order: order.id, item: `Only the ${name}.`, reason },
				reads: [getOrder(order)],
			});
			const second = act({
				...cancelWish(order, customer),
				say: "In that case I want the whole order cancelled. What comes back to me?",
				terse: "cancel all of it then. what comes back",
				whole: "If that cannot be done, cancel the whole order. What comes back to me then?",
				reads: [],
			});
			return taskFor(stage, customer, [first, second]);
		},
	},
];
