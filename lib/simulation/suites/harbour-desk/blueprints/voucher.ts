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
import type { Fact, Wish } from "#lib/simulation/suites/harbour-desk/task.ts";
import { daysAgo } from "#lib/simulation/suites/harbour-desk/world/calendar.ts";
import {
	type Customer,
	discountOf,
	type Order,
	orderTotal,
	type Voucher,
} from "#lib/simulation/suites/harbour-desk/world/world.ts";

const percent = (stage: Stage, code: string): Voucher => ({
	code: `${code}-${11 + randomInt(stage.random, 88)}`,
	kind: "percent",
	value: 5 * (1 + randomInt(stage.random, 4)),
	minimum: 1000,
	validUntil: daysAgo(-(20 + randomInt(stage.random, 60))),
});

const stagePending = (stage: Stage, customer: Customer, vouchers: string[] = []) =>
	stageOrder(stage, customer, {
		status: "pending",
		items: freshProducts(stage, customer).slice(0, 2),
		vouchers,
	});

const totalFact = (order: Order, customer: Customer, { code }: Voucher): Fact => ({
	kind: "amount",
	label: "new total",
	cents: orderTotal({ ...order, vouchers: [...order.vouchers, code] }, customer),
});

const voucherWish = (order: Order, customer: Customer, voucher: Voucher): Wish =>
	act({
		say: "I have a voucher and would like to use it on my order. What do I pay then?",
		terse: "use my voucher on my order. what do i pay",
		proposal: `apply the voucher ${voucher.code} to order ${order.id}`,
		known: { order: order.id, voucher: voucher.code },
		reads: [getOrder(order)],
		writes: [{ name: "apply_voucher", arguments: { order_id: order.id, code: voucher.code } }],
		facts: [totalFact(order, customer, voucher)],
	});

const forbidden = (wish: Wish) => refuse({ ...wish, writes: [], facts: [], insists: 1 });

export const voucherBlueprints: readonly Blueprint[] = [
	{
		id: "voucher-apply",
		category: "voucher",
		title: "A voucher to use",
		compose(stage) {
			const customer = castCustomer(stage);
			const voucher = percent(stage, "TIDE");
			customer.vouchers = [voucher];
			const order = stagePending(stage, customer);
			return taskFor(stage, customer, [voucherWish(order, customer, voucher)]);
		},
	},
	{
		id: "voucher-expired",
		category: "voucher",
		title: "An old voucher to use",
		compose(stage) {
			const customer = castCustomer(stage);
			const validUntil = daysAgo(3 + randomInt(stage.random, 40));
			const voucher = { ...percent(stage, "REEF"), validUntil };
			customer.vouchers = [voucher];
			const order = stagePending(stage, customer);
			const second = tell({
				say: "Until which day could I have used the voucher?",
				terse: "last day of the voucher was when",
				known: { voucher: voucher.code },
				facts: [{ kind: "date", label: "valid until", date: validUntil }],
			});
			return taskFor(stage, customer, [forbidden(voucherWish(order, customer, voucher)), second]);
		},
	},
	{
		id: "voucher-second",
		category: "voucher",
		title: "One more voucher to use",
		compose(stage) {
			const customer = castCustomer(stage);
			const used = percent(stage, "TIDE");
			const voucher = percent(stage, "REEF");
			customer.vouchers = [used, voucher];
			const order = stagePending(stage, customer, [used.code]);
			const second = tell({
				say: "Which voucher code is on the order already?",
				terse: "which code is on it already",
				known: { order: order.id },
				facts: [{ kind: "words", label: "voucher", anyOf: [used.code.toLowerCase()] }],
			});
			return taskFor(stage, customer, [forbidden(voucherWish(order, customer, voucher)), second]);
		},
	},
	{
		id: "voucher-minimum",
		category: "voucher",
		title: "A big voucher to use",
		compose(stage) {
			const customer = castCustomer(stage);
			const order = stagePending(stage, customer);
			const minimum = (Math.ceil(orderTotal(order, customer) / 1000) + 2) * 1000 + 50;
			const voucher = { ...percent(stage, "GALE"), minimum };
			customer.vouchers = [voucher];
			const second = tell({
				say: "How much would the order have to come to for that voucher?",
				terse: "what minimum has the voucher",
				known: { voucher: voucher.code },
				facts: [{ kind: "amount", label: "least amount", cents: minimum }],
			});
			return taskFor(stage, customer, [forbidden(voucherWish(order, customer, voucher)), second]);
		},
	},
	{
		id: "voucher-best",
		category: "voucher",
		title: "Two vouchers, one to use",
		compose(stage) {
			const customer = castCustomer(stage);
			const order = stagePending(stage, customer);
			const share = percent(stage, "TIDE");
			const off = discountOf(share, orderTotal(order, customer));
			const isBetter = stage.random.next() < 0.5;
			const value = Math.max(10, isBetter ? off + 150 : off - 150);
			const fixed: Voucher = { ...percent(stage, "REEF"), kind: "amount", value };
			customer.vouchers = [share, fixed];
			const best = discountOf(fixed, orderTotal(order, customer)) > off ? fixed : share;
			const wish = voucherWish(order, customer, best);
			const kind = "the one of my two vouchers that takes off more";
			return taskFor(stage, customer, [
				{
					...wish,
					say: `Please apply ${kind} to my order, and tell me the new total.`,
					terse: `apply ${kind}. new total?`,
					known: { order: order.id, voucher: `I don't have the codes here. I want ${kind}.` },
				},
			]);
		},
	},
	{
		id: "voucher-then-cancel",
		category: "voucher",
		title: "A voucher to use, or no order at all",
		compose(stage) {
			const customer = castCustomer(stage);
			const voucher = percent(stage, "GALE");
			customer.vouchers = [voucher];
			const order = stagePending(stage, customer);
			const first = drop({ ...voucherWish(order, customer, voucher), writes: [], facts: [] });
			const second = act({
				say: "It is still too dear for me, so cancel the order entirely. What is refunded?",
				terse: "too dear, cancel it. what is refunded",
				whole: "My order is too dear for me, so cancel it entirely. What is refunded?",
				proposal: `cancel order ${order.id} and refund it`,
				known: { order: order.id, reason: "It is too dear." },
				writes: [
					{ name: "cancel_order", arguments: { order_id: order.id, reason: "changed-mind" } },
				],
				facts: [{ kind: "amount", label: "refund", cents: orderTotal(order, customer) }],
			});
			return taskFor(stage, customer, [first, second]);
		},
	},
];
