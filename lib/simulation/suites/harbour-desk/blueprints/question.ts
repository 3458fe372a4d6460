import { randomInt } from "#lib/kernel/random.ts";
import {
	type Blueprint,
	castCustomer,
	freshProducts,
	getOrder,
	stageOrder,
	taskFor,
	tell,
} from "#lib/simulation/suites/harbour-desk/casting.ts";
import { daysAgo } from "#lib/simulation/suites/harbour-desk/world/calendar.ts";
import { pick } from "#lib/simulation/suites/harbour-desk/world/make-world.ts";
import { orderTotal, type Product } from "#lib/simulation/suites/harbour-desk/world/world.ts";
import { statusFact } from "./pieces.ts";

/** What a sentence about how many there are speaks of. */
const stockWords = ({ name }: Product) => [
	"stock",
	"available",
	"left",
	"have",
	"there are",
	"pieces",
	"units",
	name.toLowerCase(),
];

export const questionBlueprints: readonly Blueprint[] = [
	{
		id: "question-status",
		category: "question",
		title: "Where an order is",
		compose(stage) {
			const customer = castCustomer(stage);
			const status = pick(stage.random, ["packed", "shipped", "pending"] as const);
			const items = freshProducts(stage, customer).slice(0, 2);
			const order = stageOrder(stage, customer, { status, items });
			const wish = tell({
				say: "I would like to know the status of my order and its total.",
				terse: "status and total of my order",
				known: { order: order.id },
				reads: [getOrder(order)],
				facts: [
					statusFact(status),
					{ kind: "amount", label: "total", cents: orderTotal(order, customer) },
				],
			});
			return taskFor(stage, customer, [wish]);
		},
	},
	{
		id: "question-product",
		category: "question",
		title: "What something costs, and whether it is there",
		compose(stage) {
			const customer = castCustomer(stage);
			const product = pick(stage.random, stage.world.products);
			product.stock = 2 + randomInt(stage.random, 20);
			const wish = tell({
				say: `What does the ${product.name} cost, and how many are in stock?`,
				terse: `${product.name}: price and stock`,
				known: { item: `The ${product.name}.` },
				reads: [{ name: "search_products", arguments: { text: product.name } }],
				facts: [
					{ kind: "amount", label: "price", cents: product.price },
					{ kind: "count", label: "in stock", count: product.stock, near: stockWords(product) },
				],
			});
			return { ...taskFor(stage, customer, [wish]), identityReads: [] };
		},
	},
	{
		id: "question-sum",
		category: "question",
		title: "What two orders cost together",
		compose(stage) {
			const customer = castCustomer(stage);
			const stageOne = () =>
				stageOrder(stage, customer, {
					status: "shipped",
					items: freshProducts(stage, customer).slice(0, 2),
				});
			const one = stageOne();
			const two = stageOne();
			const cents = orderTotal(one, customer) + orderTotal(two, customer);
			const wish = tell({
				say: "What do my two orders that are on their way cost together?",
				terse: "sum of my two orders",
				known: { order: `${one.id} and ${two.id}` },
				reads: [getOrder(one), getOrder(two)],
				facts: [{ kind: "amount", label: "sum", cents }],
			});
			return taskFor(stage, customer, [wish]);
		},
	},
	{
		id: "question-last-day",
		category: "question",
		title: "How long something may still go back",
		compose(stage) {
			const customer = castCustomer(stage);
			const deliveredDaysAgo = 3 + randomInt(stage.random, 24);
			const items = freshProducts(
				stage,
				customer,
				({ category }) => category === "rope" || category === "galley",
			).slice(0, 1);
			const order = stageOrder(stage, customer, { status: "delivered", items, deliveredDaysAgo });
			const window = customer.tier === "club" ? 60 : 30;
			const wish = tell({
				say: "Until which day can I still return what I ordered?",
				terse: "last day to return my order",
				known: { order: order.id, item: `The ${items[0]?.name}.` },
				reads: [getOrder(order)],
				facts: [{ kind: "date", label: "last day", date: daysAgo(deliveredDaysAgo - window) }],
			});
			return taskFor(stage, customer, [wish]);
		},
	},
	{
		id: "question-cheapest",
		category: "question",
		title: "The cheapest of its kind",
		compose(stage) {
			const customer = castCustomer(stage);
			const category = pick(stage.random, ["rope", "lighting", "clothing", "galley", "anchoring"]);
			const list = stage.world.products
				.filter((product) => product.category === category)
				.sort((a, b) => a.price - b.price);
			const [first, second] = list;
			if (first !== undefined) first.stock = 0;
			if (second !== undefined) second.stock = 5;
			const wish = tell({
				say: `Which is the cheapest product you have in stock in the category ${category}?`,
				terse: `cheapest ${category} in stock`,
				reads: [
					{ name: "search_products", arguments: { text: category, category, in_stock: true } },
				],
				facts: [
					{ kind: "words", label: "product", anyOf: [(second?.name ?? "").toLowerCase()] },
					{ kind: "amount", label: "price", cents: second?.price ?? 0 },
				],
			});
			return { ...taskFor(stage, customer, [wish]), identityReads: [] };
		},
	},
];
