import type { OrderItem } from "#lib/simulation/suites/harbour-desk/world/world.ts";
import {
	decimals,
	itemPrice,
	orderTotal,
} from "#lib/simulation/suites/harbour-desk/world/world.ts";
import type { Arguments } from "./parameters.ts";
import {
	type DeskState,
	findOrder,
	findOwner,
	type Outcome,
	refusedCall,
	withOrder,
} from "./state.ts";

type Write = (state: DeskState, given: Arguments) => Outcome;

/**
 * The tools that change something. They refuse what makes no sense, such as the return of what was never
 * delivered. What the policy alone forbids they do: keeping the policy is the assistant's task.
 */
export const writes: Readonly<Record<string, Write>> = {
	cancel_order: cancelOrder,
	return_items: returnItems,
	exchange_item: exchangeItem,
	change_address: changeAddress,
	apply_voucher: applyVoucher,
	add_note: addNote,
	transfer_to_person: (state, { department }) => ({
		output: { transferred_to: String(department) },
		state: { ...state, transfer: String(department) },
	}),
};

const noOrder = (id: unknown) => refusedCall(`There is no order ${String(id)}.`);

function cancelOrder(state: DeskState, { order_id }: Arguments): Outcome {
	const order = findOrder(state, order_id);
	const owner = order && findOwner(state, order);
	if (order === undefined || owner === undefined) return noOrder(order_id);
	if (order.status !== "pending" && order.status !== "packed")
		return refusedCall(`Order ${order.id} is ${order.status}.`);
	const amount = orderTotal(order, owner);
	const refunds = [...order.refunds, { to: order.payment, amount }];
	return {
		output: {
			order_id: order.id,
			status: "cancelled",
			refunded: decimals(amount),
			to: order.payment,
		},
		state: withOrder(state, { ...order, status: "cancelled", refunds }),
	};
}

function returnItems(state: DeskState, { order_id, product_ids, refund_to }: Arguments): Outcome {
	const order = findOrder(state, order_id);
	if (order === undefined) return noOrder(order_id);
	if (order.status !== "delivered") return refusedCall(`Order ${order.id} is ${order.status}.`);
	const ids = Array.isArray(product_ids) ? product_ids : [];
	const isReturnable = (id: unknown) =>
		order.items.some(({ product, state: its }) => product === id && its === "ordered");
	const absent = ids.find((id) => !isReturnable(id));
	if (absent !== undefined)
		return refusedCall(`Order ${order.id} holds no ${String(absent)} that could go back.`);
	const isBack = ({ product, state: its }: OrderItem) => its === "ordered" && ids.includes(product);
	const amount = order.items.filter(isBack).reduce((sum, item) => sum + itemPrice(item), 0);
	const items = order.items.map((item) =>
		isBack(item) ? { ...item, state: "returned" as const } : item,
	);
	const to = String(refund_to);
	return {
		output: { order_id: order.id, returned: ids, refunded: decimals(amount), to },
		state: withOrder(state, { ...order, items, refunds: [...order.refunds, { to, amount }] }),
	};
}

function exchangeItem(
	state: DeskState,
	{ order_id, old_product_id, new_product_id }: Arguments,
): Outcome {
	const order = findOrder(state, order_id);
	if (order === undefined) return noOrder(order_id);
	if (order.status !== "delivered") return refusedCall(`Order ${order.id} is ${order.status}.`);
	const old = order.items.find(
		({ product, state: its }) => product === old_product_id && its === "ordered",
	);
	if (old === undefined)
		return refusedCall(`Order ${order.id} holds no ${String(old_product_id)} to exchange.`);
	const product = state.world.products.find(({ id }) => id === new_product_id);
	if (product === undefined) return refusedCall(`There is no product ${String(new_product_id)}.`);
	if (product.stock < old.quantity) return refusedCall(`${product.id} is not in stock.`);
	const difference = itemPrice(old) - product.price * old.quantity;
	const items = order.items.map((item) =>
		item === old ? { ...item, state: "exchanged" as const, replacement: product.id } : item,
	);
	const refunds =
		difference === 0
			? order.refunds
			: [...order.refunds, { to: order.payment, amount: difference }];
	return {
		output: {
			order_id: order.id,
			exchanged: old.product,
			for: product.id,
			refunded: decimals(difference),
			to: order.payment,
		},
		state: withOrder(state, { ...order, items, refunds }),
	};
}

function changeAddress(state: DeskState, { order_id, street, town, postcode }: Arguments): Outcome {
	const order = findOrder(state, order_id);
	if (order === undefined) return noOrder(order_id);
	if (order.status === "delivered" || order.status === "cancelled")
		return refusedCall(`Order ${order.id} is ${order.status}.`);
	const address = {
		street: String(street).trim(),
		town: String(town).trim(),
		postcode: String(postcode),
	};
	return {
		output: { order_id: order.id, address: { ...address } },
		state: withOrder(state, { ...order, address }),
	};
}

function applyVoucher(state: DeskState, { order_id, code }: Arguments): Outcome {
	const order = findOrder(state, order_id);
	const owner = order && findOwner(state, order);
	if (order === undefined || owner === undefined) return noOrder(order_id);
	if (order.status !== "pending" && order.status !== "packed")
		return refusedCall(`Order ${order.id} is ${order.status}.`);
	if (!owner.vouchers.some((voucher) => voucher.code === code))
		return refusedCall(`Customer ${owner.id} has no voucher ${String(code)}.`);
	if (order.vouchers.includes(String(code)))
		return refusedCall(`Voucher ${String(code)} is on order ${order.id} already.`);
	const changed = { ...order, vouchers: [...order.vouchers, String(code)] };
	return {
		output: {
			order_id: order.id,
			vouchers: changed.vouchers,
			total: decimals(orderTotal(changed, owner)),
		},
		state: withOrder(state, changed),
	};
}

function addNote(state: DeskState, { order_id, topic, text }: Arguments): Outcome {
	const order = findOrder(state, order_id);
	if (order === undefined) return noOrder(order_id);
	if (order.status === "cancelled") return refusedCall(`Order ${order.id} is cancelled.`);
	const notes = [...order.notes, { topic: String(topic), text: String(text) }];
	return {
		output: { order_id: order.id, topic: String(topic) },
		state: withOrder(state, { ...order, notes }),
	};
}
