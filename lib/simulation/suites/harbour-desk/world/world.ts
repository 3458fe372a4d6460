export const orderStatuses = ["pending", "packed", "shipped", "delivered", "cancelled"] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** All amounts are in cents of one currency. Dates are `YYYY-MM-DD`. */
export interface Product {
	id: string;
	name: string;
	category: string;
	price: number;
	stock: number;
}

export interface Address {
	street: string;
	town: string;
	postcode: string;
}

export interface Voucher {
	code: string;
	/** `percent` takes a share of the order, `amount` so many cents. */
	kind: "percent" | "amount";
	value: number;
	/** The least that the items must cost. */
	minimum: number;
	validUntil: string;
}

export interface Customer {
	id: string;
	name: string;
	email: string;
	tier: "standard" | "club";
	address: Address;
	vouchers: Voucher[];
}

export interface OrderItem {
	product: string;
	quantity: number;
	/** Of one piece. */
	price: number;
	state: "ordered" | "returned" | "exchanged";
	/** What it was exchanged for. */
	replacement: string | null;
}

export interface Order {
	id: string;
	customer: string;
	status: OrderStatus;
	placed: string;
	delivered: string | null;
	payment: "card" | "invoice" | "gift-card";
	address: Address;
	items: OrderItem[];
	/** Codes of the vouchers applied to it, in their order. */
	vouchers: string[];
	notes: { topic: string; text: string }[];
	refunds: { to: string; amount: number }[];
}

/** Everything the shop knows. JSON, and never changed in place once a conversation has begun. */
export interface World {
	products: Product[];
	customers: Customer[];
	orders: Order[];
}

/** What the pieces of an item cost together. */
export const itemPrice = ({ price, quantity }: OrderItem) => price * quantity;

/** What an order costs: its items, less its vouchers in the order in which they were applied. */
export function orderTotal(order: Order, customer: Customer): number {
	const items = order.items.reduce((sum, item) => sum + itemPrice(item), 0);
	return order.vouchers.reduce((sum, code) => {
		const voucher = customer.vouchers.find((own) => own.code === code);
		return voucher === undefined ? sum : sum - discountOf(voucher, sum);
	}, items);
}

/** What a voucher takes off an amount, in whole cents, halves rounded up, and never more than the amount. */
export function discountOf({ kind, value }: Voucher, amount: number): number {
	return Math.min(amount, kind === "amount" ? value : Math.floor((amount * value) / 100 + 0.5));
}

/** Cents as a decimal number with two places. */
export const decimals = (cents: number) => (cents / 100).toFixed(2);
