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

/** The orders that are not what they were at the start, as texts by id. */
function changedOrders(state: DeskState, start: DeskState): Map<string, string> {
	const before = new Map(start.world.orders.map((order) => [order.id, order]));
	const changed = new Map<string, string>();
	for (const order of state.world.orders) {
		const old = before.get(order.id);
		if (old === order) continue;
		const text = orderText(order);
		if (old === undefined || orderText(old) !== text) changed.set(order.id, text);
	}
	return changed;
}

/** A hash of 64 bits of what differs from the start: equal for equal states of the same shop. */
export function stateHash(state: DeskState, start: DeskState): string {
	const text = canonicalJson([state.transfer, [...changedOrders(state, start)]]);
	return ["low", "high"]
		.map((salt) => seedOf(`${salt}|${text}`).toString(16).padStart(8, "0"))
		.join("");
}

/** What differs between two states that come from one start: ids of orders, and `transfer`. */
export function stateDifferences(a: DeskState, b: DeskState, start: DeskState): string[] {
	const [one, two] = [changedOrders(a, start), changedOrders(b, start)];
	const ids = [...new Set([...one.keys(), ...two.keys()])].sort();
	const orders = ids.filter((id) => one.get(id) !== two.get(id));
	return a.transfer === b.transfer ? orders : [...orders, "transfer"];
}
