import type { Json } from "#lib/simulation/json.ts";
import type { Customer, Order, World } from "#lib/simulation/suites/harbour-desk/world/world.ts";
import type { ToolError } from "#lib/simulation/tools.ts";

/** The shop, and whether the conversation was handed to a colleague. */
export interface DeskState {
	world: World;
	transfer: string | null;
}

/** What a tool did. A state is there when it changed something. */
export type Outcome = { output: Json; state?: DeskState } | { error: ToolError };

/** A call that fits its parameters and still can't be done. */
export const refusedCall = (message: string): { error: ToolError } => ({
	error: { code: "runtime", message },
});

export const findOrder = ({ world }: DeskState, id: unknown): Order | undefined =>
	world.orders.find((order) => order.id === id);

export const findOwner = ({ world }: DeskState, order: Order): Customer | undefined =>
	world.customers.find(({ id }) => id === order.customer);

/** The state with one order replaced. */
export function withOrder(state: DeskState, order: Order): DeskState {
	const orders = state.world.orders.map((other) => (other.id === order.id ? order : other));
	return { ...state, world: { ...state.world, orders } };
}
