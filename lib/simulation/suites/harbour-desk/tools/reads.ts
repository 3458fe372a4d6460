import type { Json } from "#lib/simulation/json.ts";
import { dayOf, daysBetween } from "#lib/simulation/suites/harbour-desk/world/calendar.ts";
import {
	type Customer,
	decimals,
	type Order,
	orderTotal,
	type Product,
	type Voucher,
	type World,
} from "#lib/simulation/suites/harbour-desk/world/world.ts";
import type { Arguments } from "./parameters.ts";
import { type DeskState, findOrder, findOwner, type Outcome, refusedCall } from "./state.ts";

type Read = (state: DeskState, given: Arguments) => Outcome;

const sameText = (a: string, b: unknown) => a.toLowerCase() === String(b).trim().toLowerCase();

/** The tools that change nothing. */
export const reads: Readonly<Record<string, Read>> = {
	find_customer: ({ world }, { by, value }) => ({
		output: world.customers
			.filter((customer) => sameText(by === "email" ? customer.email : customer.name, value))
			.map(({ id, name, email, address }) => ({
				customer_id: id,
				name,
				email,
				postcode: address.postcode,
			})),
	}),
	get_customer: ({ world }, { customer_id }) => {
		const customer = world.customers.find(({ id }) => id === customer_id);
		return customer === undefined
			? refusedCall(`There is no customer ${customer_id}.`)
			: { output: customerJson(customer) };
	},
	list_orders: (state, { customer_id, status }) => {
		const { customers, orders } = state.world;
		if (!customers.some(({ id }) => id === customer_id))
			return refusedCall(`There is no customer ${customer_id}.`);
		const own = orders.filter(
			(order) =>
				order.customer === customer_id && (status === undefined || order.status === status),
		);
		return { output: own.map((order) => orderJson(state, order)) };
	},
	get_order: (state, { order_id }) => {
		const order = findOrder(state, order_id);
		return order === undefined
			? refusedCall(`There is no order ${order_id}.`)
			: { output: orderJson(state, order) };
	},
	get_product: ({ world }, { product_id }) => {
		const product = world.products.find(({ id }) => id === product_id);
		return product === undefined
			? refusedCall(`There is no product ${product_id}.`)
			: { output: productJson(product) };
	},
	search_products: ({ world }, given) => ({
		output: world.products.filter((product) => isFound(product, given)).map(productJson),
	}),
	count_days: (_, { from, to }) => {
		const dates = [String(from), String(to)];
		const wrong = dates.find((date) => dayOf(date) === null);
		if (wrong !== undefined) return refusedCall(`${wrong} is not a day of 2031.`);
		return { output: { days: daysBetween(String(from), String(to)) } };
	},
};

function isFound(product: Product, { text, category, in_stock }: Arguments): boolean {
	const haystack = `${product.name} ${product.category}`.toLowerCase();
	const words = String(text).toLowerCase().trim().split(/\s+/);
	return (
		words.every((word) => haystack.includes(word)) &&
		(category === undefined || product.category === category) &&
		(in_stock !== true || product.stock > 0)
	);
}

const productJson = ({ id, name, category, price, stock }: Product) => ({
	product_id: id,
	name,
	category,
	price: decimals(price),
	stock,
});

const voucherJson = ({ code, kind, value, minimum, validUntil }: Voucher) => ({
	code,
	takes_off: kind === "percent" ? `${value} %` : decimals(value),
	minimum_order: decimals(minimum),
	valid_until: validUntil,
});

const customerJson = ({ id, name, email, tier, address, vouchers }: Customer): Json => ({
	customer_id: id,
	name,
	email,
	tier,
	address: { ...address },
	vouchers: vouchers.map(voucherJson),
});

function orderJson(state: DeskState, order: Order): Json {
	const owner = findOwner(state, order);
	return {
		order_id: order.id,
		customer_id: order.customer,
		status: order.status,
		placed: order.placed,
		delivered: order.delivered,
		payment: order.payment,
		address: { ...order.address },
		items: order.items.map((item) => ({
			product_id: item.product,
			name: productName(state.world, item.product),
			quantity: item.quantity,
			price: decimals(item.price),
			state: item.state,
			exchanged_for: item.replacement,
		})),
		vouchers: order.vouchers,
		total: decimals(owner === undefined ? 0 : orderTotal(order, owner)),
		notes: order.notes.map((note) => ({ ...note })),
		refunds: order.refunds.map(({ to, amount }) => ({ to, amount: decimals(amount) })),
	};
}

const productName = ({ products }: World, id: string) =>
	products.find((product) => product.id === id)?.name ?? id;
