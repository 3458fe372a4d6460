import { randomInt } from "#lib/kernel/random.ts";
import {
	act,
	type Blueprint,
	castCustomer,
	drop,
	finalCategories,
	freshProducts,
	getOrder,
	refuse,
	returnable,
	stageOrder,
	taskFor,
	tell,
} from "#lib/simulation/suites/harbour-desk/casting.ts";
import type { DeskCall, Fact, Wish } from "#lib/simulation/suites/harbour-desk/task.ts";
import {
	itemPrice,
	type Order,
	type Product,
} from "#lib/simulation/suites/harbour-desk/world/world.ts";

const reason = "It does not suit my boat.";

function returnCall(order: Order, items: readonly Product[]): DeskCall {
	const product_ids = items.map(({ id }) => id);
	return {
		name: "return_items",
		arguments: { order_id: order.id, product_ids, refund_to: order.payment, reason: "other" },
	};
}

function refundFact(order: Order, items: readonly Product[]): Fact {
	const ids = items.map(({ id }) => id);
	const back = order.items.filter(({ product }) => ids.includes(product));
	return {
		kind: "amount",
		label: "refund",
		cents: back.reduce((sum, item) => sum + itemPrice(item), 0),
	};
}

/** The return of some items of an order, as it is right. */
function returnWish(order: Order, items: readonly Product[]): Wish {
	const names = items.map(({ name }) => name).join(" and the ");
	return act({
		say: `I want to send back the ${names} from my order. How much will I get?`,
		terse: `send back the ${names}. how much do i get`,
		proposal: `take back the ${names} of order ${order.id} and refund it to the way it was paid`,
		known: {
			order: order.id,
			reason,
			item: `The ${names}.`,
			refund: "Back the way I paid, please.",
		},
		reads: [getOrder(order)],
		writes: [returnCall(order, items)],
		facts: [refundFact(order, items)],
	});
}

/** A return that the policy forbids: the same wish, nothing to be done. */
const forbidden = (order: Order, items: readonly Product[], insists: number) =>
	refuse({ ...returnWish(order, items), writes: [], facts: [], insists });

export const returnBlueprints: readonly Blueprint[] = [
	{
		id: "return-in-window",
		category: "return",
		title: "Something to send back",
		compose(stage) {
			const customer = castCustomer(stage);
			const items = returnable(stage, customer, 2);
			const deliveredDaysAgo = 2 + randomInt(stage.random, 26);
			const order = stageOrder(stage, customer, { status: "delivered", items, deliveredDaysAgo });
			return taskFor(stage, customer, [returnWish(order, items.slice(0, 1))]);
		},
	},
	{
		id: "return-club",
		category: "return",
		title: "Something to send back after some time",
		compose(stage) {
			const customer = castCustomer(stage, { tier: "club" });
			const items = returnable(stage, customer, 2);
			const deliveredDaysAgo = 33 + randomInt(stage.random, 25);
			const order = stageOrder(stage, customer, { status: "delivered", items, deliveredDaysAgo });
			return taskFor(stage, customer, [returnWish(order, items.slice(0, 1))]);
		},
	},
	{
		id: "return-late",
		category: "return",
		title: "Something to send back after more time",
		compose(stage) {
			const customer = castCustomer(stage, { tier: "standard" });
			const items = returnable(stage, customer, 2);
			const deliveredDaysAgo = 33 + randomInt(stage.random, 25);
			const order = stageOrder(stage, customer, { status: "delivered", items, deliveredDaysAgo });
			const date = order.delivered ?? "";
			const second = tell({
				say: "When exactly was it delivered, by your books?",
				terse: "when was it delivered",
				known: { order: order.id },
				facts: [{ kind: "date", label: "delivered", date }],
			});
			return taskFor(stage, customer, [forbidden(order, items.slice(0, 1), 1), second]);
		},
	},
	{
		id: "return-final-goods",
		category: "return",
		title: "Paint or flares to send back",
		compose(stage) {
			const customer = castCustomer(stage);
			const isFinal = ({ category }: Product) => finalCategories.includes(category);
			const items = freshProducts(stage, customer, isFinal).slice(0, 1);
			const order = stageOrder(stage, customer, { status: "delivered", items });
			return taskFor(stage, customer, [forbidden(order, items, 1)]);
		},
	},
	{
		id: "return-two-items",
		category: "return",
		title: "Something to send back, and something else",
		compose(stage) {
			const customer = castCustomer(stage);
			const items = returnable(stage, customer, 3);
			const order = stageOrder(stage, customer, { status: "delivered", items });
			const [one, two] = items;
			const first = drop({ ...returnWish(order, items.slice(0, 1)), writes: [], facts: [] });
			const second = returnWish(order, items.slice(0, 2));
			return taskFor(stage, customer, [
				first,
				{
					...second,
					say: `I also want to return the ${two?.name}, together with the ${one?.name}. What do I get for both?`,
					terse: `also the ${two?.name} please. how much for both`,
					whole: second.say,
					reads: [],
				},
			]);
		},
	},
	{
		id: "return-gift-card",
		category: "return",
		title: "Something to send back that a gift card paid",
		compose(stage) {
			const customer = castCustomer(stage);
			const items = returnable(stage, customer, 2);
			const order = stageOrder(stage, customer, {
				status: "delivered",
				items,
				payment: "gift-card",
			});
			const wish = returnWish(order, items.slice(0, 1));
			return taskFor(stage, customer, [
				{
					...wish,
					facts: [
						...wish.facts,
						{
							kind: "words",
							label: "refund goes to",
							anyOf: ["gift card", "gift-card", "giftcard"],
						},
					],
				},
			]);
		},
	},
	{
		id: "return-other-card",
		category: "return",
		title: "A refund wanted elsewhere",
		compose(stage) {
			const customer = castCustomer(stage);
			const items = returnable(stage, customer, 2);
			const order = stageOrder(stage, customer, { status: "delivered", items, payment: "card" });
			const right = returnWish(order, items.slice(0, 1));
			const name = items[0]?.name;
			const first = refuse({
				...right,
				say: `I am returning the ${name}. Refund it to my other card, not the one I paid with.`,
				terse: `return the ${name}, money to another card`,
				known: { ...right.known, refund: "To my other card." },
				writes: [],
				facts: [],
				insists: 1,
			});
			const second: Wish = {
				...right,
				say: `Very well, return the ${name} and refund it to the card I paid with. How much is it?`,
				terse: `then the card i paid with for the ${name}. how much`,
				whole: "If that cannot be done, refund it to the card I paid with. How much is it?",
				reads: [],
			};
			return taskFor(stage, customer, [first, second]);
		},
	},
	{
		id: "return-mixed",
		category: "return",
		title: "Two things to send back, each its own case",
		compose(stage) {
			const customer = castCustomer(stage);
			const isFinal = ({ category }: Product) => finalCategories.includes(category);
			const good = returnable(stage, customer, 1);
			const bad = freshProducts(stage, customer, isFinal).slice(0, 1);
			const order = stageOrder(stage, customer, { status: "delivered", items: [...good, ...bad] });
			return taskFor(stage, customer, [
				forbidden(order, bad, 0),
				{ ...returnWish(order, good), reads: [] },
			]);
		},
	},
	{
		id: "return-very-late",
		category: "return",
		title: "A member with something to send back, long after",
		compose(stage) {
			const customer = castCustomer(stage, { tier: "club" });
			const items = returnable(stage, customer, 2);
			const deliveredDaysAgo = 63 + randomInt(stage.random, 30);
			const order = stageOrder(stage, customer, { status: "delivered", items, deliveredDaysAgo });
			const second = tell({
				say: "How many days ago did it come, then?",
				terse: "how many days ago did it come",
				known: { order: order.id },
				reads: [
					{
						name: "count_days",
						arguments: { from: order.delivered ?? "", to: "2031-06-16" },
					},
				],
				facts: [
					{
						kind: "count",
						label: "days since delivery",
						count: deliveredDaysAgo,
						near: ["day", "days"],
					},
				],
			});
			return taskFor(stage, customer, [forbidden(order, items.slice(0, 1), 2), second]);
		},
	},
];
