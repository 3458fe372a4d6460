import {
	act,
	type Blueprint,
	castCustomer,
	drop,
	finalCategories,
	freshProducts,
	getOrder,
	refuse,
	type Stage,
	stageOrder,
	taskFor,
	tell,
} from "#lib/simulation/suites/harbour-desk/casting.ts";
import type { DeskCall, Wish } from "#lib/simulation/suites/harbour-desk/task.ts";
import {
	type Customer,
	itemPrice,
	type Order,
	type Product,
} from "#lib/simulation/suites/harbour-desk/world/world.ts";

const getProduct = ({ id }: Product): DeskCall => ({
	name: "get_product",
	arguments: { product_id: id },
});

/** The products of a category from the cheapest to the dearest. */
const byPrice = ({ world }: Stage, category: string) =>
	world.products
		.filter((product) => product.category === category)
		.sort((a, b) => a.price - b.price);

/** A delivered order with one item: the product at the given place of its category, from the cheapest. */
function stageDelivered(stage: Stage, customer: Customer, place: number, deliveredDaysAgo = 12) {
	const isFit = (product: Product) =>
		!finalCategories.includes(product.category) &&
		byPrice(stage, product.category)[place]?.id === product.id;
	const [old] = freshProducts(stage, customer, isFit);
	if (old === undefined) throw new Error("Broken invariant: no product to exchange");
	const items = [old];
	const order = stageOrder(stage, customer, {
		status: "delivered",
		items,
		quantity: 1,
		deliveredDaysAgo,
	});
	return { old, order, others: byPrice(stage, old.category) };
}

/** The product at a place of the list, with so many in stock. */
function stocked(list: readonly Product[], place: number, stock: number): Product {
	const product = list[place];
	if (product === undefined) throw new Error("Broken invariant: no such product");
	product.stock = stock;
	return product;
}

function exchangeWish(order: Order, old: Product, next: Product): Wish {
	const paid = order.items.find(({ product }) => product === old.id);
	return act({
		say: `I would like to exchange the ${old.name} for the ${next.name}. What is the difference I get back?`,
		terse: `swap the ${old.name} for the ${next.name}. what difference do i get`,
		proposal: `exchange the ${old.name} of order ${order.id} for the ${next.name} and refund the difference`,
		known: {
			order: order.id,
			item: `The ${old.name}.`,
			reason: "It is too big for my boat.",
			replacement: `The ${next.name}.`,
			refund: "Back the way I paid, please.",
		},
		reads: [getOrder(order), getProduct(next)],
		writes: [
			{
				name: "exchange_item",
				arguments: { order_id: order.id, old_product_id: old.id, new_product_id: next.id },
			},
		],
		facts: [
			{
				kind: "amount",
				label: "difference",
				cents: (paid === undefined ? 0 : itemPrice(paid)) - next.price,
			},
		],
	});
}

const forbidden = (wish: Wish) => refuse({ ...wish, writes: [], facts: [] });

export const exchangeBlueprints: readonly Blueprint[] = [
	{
		id: "exchange-cheaper",
		category: "exchange",
		title: "Something to exchange",
		compose(stage) {
			const customer = castCustomer(stage);
			const { order, old, others } = stageDelivered(stage, customer, 3);
			const next = stocked(others, 1, 4);
			return taskFor(stage, customer, [exchangeWish(order, old, next)]);
		},
	},
	{
		id: "exchange-sold-out",
		category: "exchange",
		title: "Something to exchange for what is wanted by many",
		compose(stage) {
			const customer = castCustomer(stage);
			const { order, old, others } = stageDelivered(stage, customer, 4);
			const gone = stocked(others, 2, 0);
			const next = stocked(others, 0, 3);
			const second = exchangeWish(order, old, next);
			return taskFor(stage, customer, [
				forbidden(exchangeWish(order, old, gone)),
				{
					...second,
					say: `Then give me the ${next.name} in its place. What do I get back?`,
					terse: `then the ${next.name}. what do i get back`,
					whole: `If that cannot be done, give me the ${next.name} in its place. What do I get back then?`,
					reads: [getProduct(next)],
				},
			]);
		},
	},
	{
		id: "exchange-dearer",
		category: "exchange",
		title: "Something to exchange for something better",
		compose(stage) {
			const customer = castCustomer(stage);
			const { order, old, others } = stageDelivered(stage, customer, 1);
			const next = stocked(others, 4, 5);
			const wish = refuse({
				...exchangeWish(order, old, next),
				say: `I would like to exchange the ${old.name} for the ${next.name}, and pay what is missing.`,
				terse: `swap the ${old.name} for the ${next.name}, i pay the rest`,
				writes: [],
				facts: [],
			});
			const second = tell({
				say: `What does the ${next.name} cost, if I buy it?`,
				terse: `price of the ${next.name}`,
				facts: [{ kind: "amount", label: "price", cents: next.price }],
			});
			return taskFor(stage, customer, [wish, second]);
		},
	},
	{
		id: "exchange-other-kind",
		category: "exchange",
		title: "Something to exchange for something of another kind",
		compose(stage) {
			const customer = castCustomer(stage);
			const { order, old } = stageDelivered(stage, customer, 4);
			const isFit = ({ category, price }: Product) =>
				category !== old.category && !finalCategories.includes(category) && price < old.price;
			const [found] = freshProducts(stage, customer, isFit);
			const next = stocked(found === undefined ? [] : [found], 0, 6);
			const paid = order.items.reduce((sum, item) => sum + itemPrice(item), 0);
			const second = act({
				say: `Then I simply return the ${old.name}. How much is refunded?`,
				terse: `then return the ${old.name}. how much refunded`,
				whole: `If that cannot be done, I return the ${old.name}. How much is refunded then?`,
				proposal: `take back the ${old.name} and refund it to the way it was paid`,
				known: {
					order: order.id,
					reason: "I bought the wrong thing.",
					refund: "Back the way I paid.",
				},
				writes: [
					{
						name: "return_items",
						arguments: {
							order_id: order.id,
							product_ids: [old.id],
							refund_to: order.payment,
							reason: "wrong-item",
						},
					},
				],
				facts: [{ kind: "amount", label: "refund", cents: paid }],
			});
			return taskFor(stage, customer, [forbidden(exchangeWish(order, old, next)), second]);
		},
	},
	{
		id: "exchange-cheapest",
		category: "exchange",
		title: "Something to exchange for the cheapest there is",
		compose(stage) {
			const customer = castCustomer(stage);
			const { order, old, others } = stageDelivered(stage, customer, 4);
			stocked(others, 0, 0);
			const next = stocked(others, 1, 7);
			const wish = exchangeWish(order, old, next);
			const kind = `the cheapest product of the category ${old.category} that you have in stock`;
			return taskFor(stage, customer, [
				{
					...wish,
					say: `I would like to exchange the ${old.name} for ${kind}. How much do I get back?`,
					terse: `swap the ${old.name} for ${kind}. how much back`,
					known: { ...wish.known, replacement: `For ${kind}.` },
					reads: [
						getOrder(order),
						{
							name: "search_products",
							arguments: { text: old.category, category: old.category, in_stock: true },
						},
					],
				},
			]);
		},
	},
	{
		id: "exchange-second-thought",
		category: "exchange",
		title: "Something to exchange, with second thoughts",
		compose(stage) {
			const customer = castCustomer(stage);
			const { order, old, others } = stageDelivered(stage, customer, 4);
			const first = stocked(others, 3, 4);
			const next = stocked(others, 1, 4);
			const right = exchangeWish(order, old, next);
			return taskFor(stage, customer, [
				drop({ ...exchangeWish(order, old, first), writes: [], facts: [] }),
				{
					...right,
					say: `The ${next.name} is what I want for it, not the other one. What comes back?`,
					terse: `rather the ${next.name}. what comes back`,
					whole: right.say,
					reads: [getProduct(next)],
				},
			]);
		},
	},
];
