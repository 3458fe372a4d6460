import type { Json } from "#lib/simulation/json.ts";
import { canonicalJson } from "#lib/simulation/json.ts";
import { referenceOf } from "#lib/simulation/suites/harbour-desk/task.ts";
import type { Customer } from "#lib/simulation/suites/harbour-desk/world/world.ts";
import { agreedTo } from "./consent.ts";
import { namesChange } from "./names-change.ts";
import { linesOf, type Trace, type TraceEntry } from "./trace.ts";

/** A call that changed something or handed over, and what the policy holds against it. */
export interface Write {
	call: { name: string; arguments: Json };
	effect: "write" | "end";
	/** Nobody had shown to be whose order it is. */
	lacksIdentity: boolean;
	/** The customer had not said yes to a message that named it. */
	lacksConsent: boolean;
	/** The reference does not make it, or not as often. */
	isExtra: boolean;
}

/** All successful writes of a conversation, in order. */
export function writesOf(trace: Trace): Write[] {
	const expected = referenceOf(trace.task).map(callKey);
	return trace.entries.flatMap((entry, at): Write[] => {
		if (entry.kind !== "call" || "error" in entry.result) return [];
		const { call, effect } = entry;
		const output = "output" in entry.result ? entry.result.output : null;
		if (effect !== "write" && effect !== "end") return [];
		const before = trace.entries.slice(0, at);
		const found = expected.indexOf(callKey(call));
		if (found >= 0) expected.splice(found, 1);
		const isWrite = effect === "write";
		return [
			{
				call: { name: call.name, arguments: call.arguments },
				effect,
				lacksIdentity: isWrite && !isIdentified(ownerOf(trace, call.arguments), before),
				lacksConsent: isWrite && !hasConsent(trace, before, call.arguments, output),
				isExtra: found < 0,
			},
		];
	});
}

/** Parameters that are free to word, or to choose among what fits. */
const freeParameters = new Set(["reason", "text", "summary"]);

/** The arguments as an object: a server outside may have taken what is none. */
const objectOf = (given: Json): { readonly [name: string]: Json } =>
	typeof given === "object" && given !== null && !Array.isArray(given)
		? (given as { readonly [name: string]: Json })
		: {};

/** Equal for calls with the same effect. */
function callKey({ name, arguments: given }: { name: string; arguments: Json }): string {
	const entries = Object.entries(objectOf(given))
		.filter(([parameter]) => !freeParameters.has(parameter))
		.map(([parameter, value]) => [parameter, comparable(value)] as const);
	return canonicalJson([name, Object.fromEntries(entries)]);
}

const comparable = (value: Json): Json =>
	Array.isArray(value)
		? [...value].sort()
		: String(value).toLowerCase().replace(/\s+/g, " ").trim();

/** The customer has said yes to this very change since their newest wish. */
function hasConsent(
	{ start, task }: Trace,
	before: readonly TraceEntry[],
	given: Json,
	output: Json,
): boolean {
	const change = { arguments: objectOf(given), output };
	return agreedTo(task.wishes, linesOf(before)).some(
		(yes) => yes === "anything" || namesChange(yes.message, start.world, change),
	);
}

const customerTexts = (entries: readonly TraceEntry[]) =>
	entries.flatMap((entry) => (entry.kind === "customer" ? [entry.text] : []));

function ownerOf({ start }: Trace, given: Json): Customer | undefined {
	const { order_id } = objectOf(given);
	const order = start.world.orders.find(({ id }) => id === order_id);
	return start.world.customers.find(({ id }) => id === order?.customer);
}

/** The customer said a name or an e-mail address and the postcode of the owner, whose record was looked up. */
function isIdentified(owner: Customer | undefined, before: readonly TraceEntry[]): boolean {
	if (owner === undefined) return false;
	const said = customerTexts(before).join("\n").toLowerCase();
	const names = [owner.name, owner.email].map((name) => name.toLowerCase());
	const postcode = owner.address.postcode.toLowerCase();
	const isSaid = names.some((name) => said.includes(name)) && said.includes(postcode);
	const lookups = ["find_customer", "get_customer"];
	return (
		isSaid &&
		before.some(
			(entry) =>
				entry.kind === "call" &&
				lookups.includes(entry.call.name) &&
				"output" in entry.result &&
				canonicalJson(entry.result.output).includes(`"${owner.id}"`),
		)
	);
}
