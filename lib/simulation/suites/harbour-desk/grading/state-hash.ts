import { seedOf } from "#lib/kernel/random.ts";
import { canonicalJson } from "#lib/simulation/json.ts";
import type { DeskState } from "#lib/simulation/suites/harbour-desk/tools/state.ts";
import type { Order } from "#lib/simulation/suites/harbour-desk/world/world.ts";

const plain = (text: string) => text.toLowerCase().replace(/\s+/g, " ").trim();

/** An order without what is free to word: reasons are not kept, notes count by topic, addresses without case. */
function comparable(order: Order) {
	const { street, town, postcode } = order.address;
	return {
		...order,
		address: { street: plain(street), town: plain(town), postcode },
		notes: order.notes.map(({ topic }) => topic).sort(),
	};
}

const orderText = (order: Order) => canonicalJson(comparable(order));

/** A hash of 64 bits of all that a conversation can change, the same for equal states. */
export function stateHash({ world, transfer }: DeskState): string {
	const text = canonicalJson([transfer, world.orders.map(orderText)]);
	return ["low", "high"]
		.map((salt) => seedOf(`${salt}|${text}`).toString(16).padStart(8, "0"))
		.join("");
}

/** What differs between two states of the same shop: ids of orders, and `transfer`. */
export function stateDifferences(a: DeskState, b: DeskState): string[] {
	const texts = new Map(b.world.orders.map((order) => [order.id, orderText(order)]));
	const orders = a.world.orders
		.filter((order) => texts.get(order.id) !== orderText(order))
		.map(({ id }) => id);
	return a.transfer === b.transfer ? orders : [...orders, "transfer"];
}
