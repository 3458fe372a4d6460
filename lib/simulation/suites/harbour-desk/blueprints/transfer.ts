import {
	type Blueprint,
	castCustomer,
	freshProducts,
	getOrder,
	refuse,
	stageOrder,
	taskFor,
	transfer,
} from "#lib/simulation/suites/harbour-desk/casting.ts";

export const transferBlueprints: readonly Blueprint[] = [
	{
		id: "transfer-damaged",
		category: "transfer",
		title: "Something arrived broken",
		compose(stage) {
			const customer = castCustomer(stage);
			const items = freshProducts(stage, customer).slice(0, 2);
			const order = stageOrder(stage, customer, { status: "delivered", items });
			const name = items[0]?.name;
			const wish = transfer({
				department: "claims",
				say: `The ${name} arrived broken in two. What happens now?`,
				terse: `the ${name} arrived broken`,
				known: { order: order.id, item: `The ${name}.`, reason: "It arrived broken." },
				reads: [getOrder(order)],
			});
			return taskFor(stage, customer, [wish]);
		},
	},
	{
		id: "transfer-invoice",
		category: "transfer",
		title: "Something about an invoice",
		compose(stage) {
			const customer = castCustomer(stage);
			const order = stageOrder(stage, customer, {
				status: "shipped",
				items: freshProducts(stage, customer).slice(0, 2),
				payment: "invoice",
			});
			const wish = transfer({
				department: "accounts",
				say: "I need more time to pay the invoice of my order.",
				terse: "more time for my invoice",
				known: { order: order.id, reason: "The season begins late this year." },
				reads: [getOrder(order)],
			});
			return taskFor(stage, customer, [wish]);
		},
	},
	{
		id: "transfer-complaint",
		category: "transfer",
		title: "A complaint",
		compose(stage) {
			const customer = castCustomer(stage);
			const wish = transfer({
				department: "manager",
				say: "One of your people shouted at me on the quay, and I want to complain about that.",
				terse: "your man shouted at me. complaint",
				known: { reason: "Nobody should be shouted at." },
			});
			return taskFor(stage, customer, [wish]);
		},
	},
	{
		id: "transfer-after-refusal",
		category: "transfer",
		title: "A wish, and then a complaint",
		compose(stage) {
			const customer = castCustomer(stage);
			const order = stageOrder(stage, customer, {
				status: "packed",
				items: freshProducts(stage, customer).slice(0, 1),
			});
			const first = refuse({
				say: "Please cancel my order, I have changed my mind.",
				terse: "cancel my order, changed my mind",
				known: { order: order.id, reason: "I have changed my mind." },
				reads: [getOrder(order)],
			});
			const second = transfer({
				department: "manager",
				say: "And the clerk in your shop was rude to me last week. I want to complain about the clerk.",
				terse: "also your clerk was rude. complaint",
				known: {},
			});
			return taskFor(stage, customer, [first, second]);
		},
	},
];
