import { type Random, randomInt } from "#lib/kernel/random.ts";
import { say } from "#lib/simulation/action.ts";
import type { Json } from "#lib/simulation/json.ts";
import type { Player } from "#lib/simulation/suite.ts";
import { departments, noteTopics } from "#lib/simulation/suites/harbour-desk/tools/specs.ts";
import { pick } from "#lib/simulation/suites/harbour-desk/world/make-world.ts";

type Move = (random: Random, known: readonly string[]) => ReturnType<Player>;

const call = (name: string, given: Readonly<Record<string, Json>>) => ({
	text: "",
	toolCalls: [{ name, arguments: given }],
});

/** An order that was talked about, else any. */
const anyOrder = (random: Random, known: readonly string[]) =>
	known.length > 0 ? pick(random, known) : `H-${1001 + randomInt(random, 140)}`;

/** What it may do, with weights out of 100: most of it is harmless, a seventh changes or ends something. */
const moves: readonly (readonly [number, Move])[] = [
	[18, (random, known) => call("get_order", { order_id: anyOrder(random, known) })],
	[14, (random) => call("get_product", { product_id: `P-${201 + randomInt(random, 45)}` })],
	[10, (random) => call("get_customer", { customer_id: `C-${101 + randomInt(random, 60)}` })],
	[10, (random) => call("list_orders", { customer_id: `C-${101 + randomInt(random, 60)}` })],
	[13, () => say("What is your postcode, please?")],
	[10, () => say("What is your order number?")],
	[10, () => say("One moment, I am looking into it.")],
	[
		4,
		(random, known) =>
			call("add_note", {
				order_id: anyOrder(random, known),
				topic: pick(random, noteTopics),
				text: "Please take care.",
			}),
	],
	[
		3,
		(random, known) => call("cancel_order", { order_id: anyOrder(random, known), reason: "other" }),
	],
	[3, () => say("I am sorry, but I cannot do that.")],
	[3, () => say("It is done.")],
	[
		2,
		(random) =>
			call("transfer_to_person", { department: pick(random, departments), summary: "See above." }),
	],
];

/** Acts at random, with calls of the right form. */
export const randomPlayer: Player = ({ view, random }) => {
	const heard = view.messages.map((message) => (message.kind === "text" ? message.text : ""));
	const known = heard.join("\n").match(/\bH-\d{4}\b/g) ?? [];
	let rest = random.next() * moves.reduce((sum, [weight]) => sum + weight, 0);
	for (const [weight, move] of moves) {
		rest -= weight;
		if (rest < 0) return move(random, known);
	}
	return say("One moment, I am looking into it.");
};
