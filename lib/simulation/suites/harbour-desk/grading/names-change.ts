import { canonicalJson, type Json } from "#lib/simulation/json.ts";
import { saysFact } from "#lib/simulation/suites/harbour-desk/facts.ts";
import type { World } from "#lib/simulation/suites/harbour-desk/world/world.ts";

const plain = (text: string) =>
	text.toLowerCase().replace(/[*_`]/g, "").replace(/[’‘]/g, "'").replace(/\s+/g, " ");

/**
 * True when a message says which change it is about: it names the order, one of the order's items, another product, the
 * address or the voucher of the call, or an amount of its result. A message that names none asks for a yes to nothing.
 */
export function namesChange(
	message: string,
	{ orders, products }: World,
	call: { arguments: { readonly [name: string]: Json }; output: Json },
): boolean {
	const given = call.arguments;
	const order = orders.find(({ id }) => id === given["order_id"]);
	const ids = [
		...(order?.items ?? []).map(({ product }) => product),
		...[given["product_ids"], given["new_product_id"]].flat(),
	];
	const names = products.flatMap(({ id, name }) => (ids.includes(id) ? [name, id] : []));
	const words = ["order_id", "street", "code"].map((name) => given[name]);
	const said = plain(message);
	return (
		[...names, ...words].some(
			(word) => typeof word === "string" && word !== "" && said.includes(plain(word)),
		) || amountsIn(call.output).some((cents) => saysFact(amountOf(cents), message))
	);
}

const amountOf = (cents: number) => ({ kind: "amount", label: "amount", cents }) as const;

/** The amounts in a result of a tool, in cents; nothing is asked for over 0.00. */
function amountsIn(output: Json): number[] {
	const found = canonicalJson(output).matchAll(/"(\d+)\.(\d{2})"/g);
	return [...found]
		.map(([, whole, rest]) => Number(`${whole}${rest}`))
		.filter((cents) => cents > 0);
}
