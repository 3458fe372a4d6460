import { randomInt } from "#lib/kernel/random.ts";
import { say } from "#lib/simulation/action.ts";
import type { Json } from "#lib/simulation/json.ts";
import type { Player } from "#lib/simulation/suite.ts";
import { deskTools } from "#lib/simulation/suites/harbour-desk/tools/specs.ts";
import { pick } from "#lib/simulation/suites/harbour-desk/world/make-world.ts";

const nonsense: readonly Json[] = [
	null,
	"not json {",
	42,
	[],
	{ __proto__x: 1 },
	{ order_id: 7, customer_id: ["C-101"], product_id: {}, text: null },
	{ order_id: "'; drop", reason: "", constructor: "x" },
];

/** Calls tools that are not there, calls those that are with nonsense, and talks without end or sense. */
export const breaker: Player = ({ random }) => {
	const kind = randomInt(random, 3);
	if (kind === 0) return say("ahoy ".repeat(400));
	const name =
		kind === 1 ? pick(random, ["", "constructor", "sink_ship"]) : pick(random, deskTools).name;
	return { text: "", toolCalls: [{ name, arguments: pick(random, nonsense) }] };
};
