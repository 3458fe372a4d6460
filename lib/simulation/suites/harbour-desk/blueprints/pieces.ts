import type { DeskCall, Fact } from "#lib/simulation/suites/harbour-desk/task.ts";
import type {
	Address,
	Order,
	OrderStatus,
} from "#lib/simulation/suites/harbour-desk/world/world.ts";

/** An address as a customer says it. */
export const addressText = ({ street, town, postcode }: Address) =>
	`${street}, ${town}, ${postcode}`;

export const changeAddressCall = ({ id }: Order, address: Address): DeskCall => ({
	name: "change_address",
	arguments: { order_id: id, ...address },
});

export const statusFact = (status: OrderStatus): Fact => ({
	kind: "words",
	label: "status",
	anyOf: [status],
});
