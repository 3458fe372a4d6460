import { describe, expect, test } from "vitest";
import { seededRandom } from "#lib/kernel/random.ts";
import type { Json } from "#lib/simulation/json.ts";
import { deskEnvironment } from "./environment.ts";
import { makeScene } from "./scene.ts";
import { deskTools } from "./tools/specs.ts";
import type { DeskState } from "./tools/state.ts";
import { discountOf } from "./world/world.ts";

const init = { seed: 7, blueprint: "voucher-apply" };
const start = deskEnvironment.reset(init, seededRandom(0));
const { task } = makeScene(init);
const voucher = task.wishes[0]?.known.voucher ?? "";
const pendingId = task.wishes[0]?.known.order ?? "";

function call(name: string, given: Json, state: DeskState = start) {
	const action = { id: "call-1", name, arguments: given };
	const act = { kind: "tool" as const, seat: "assistant", call: action };
	return deskEnvironment.step(state, act, seededRandom(0));
}

const errorOf = (name: string, given: Json, state?: DeskState) => {
	const { result } = call(name, given, state);
	return result !== undefined && "error" in result ? result.error.code : null;
};

const orderOf = (status: string) => {
	const found = start.world.orders.find((order) => order.status === status);
	if (found === undefined) throw new Error(`No order is ${status}`);
	return found;
};
const delivered = orderOf("delivered");
const deliveredItem = delivered.items[0]?.product ?? "";
const inStock = start.world.products.find(({ stock }) => stock > 5)?.id ?? "";
const customerId = start.world.customers[0]?.id ?? "";

/** For each tool: arguments that fit, and values of one parameter with the wrong type and the wrong value. */
const cases: readonly {
	tool: string;
	good: { readonly [name: string]: Json };
	wrongType: [string, Json];
	wrongValue: [string, Json];
}[] = [
	{
		tool: "find_customer",
		good: { by: "name", value: start.world.customers[0]?.name ?? "" },
		wrongType: ["value", 5],
		wrongValue: ["by", "shoe size"],
	},
	{
		tool: "get_customer",
		good: { customer_id: customerId },
		wrongType: ["customer_id", 101],
		wrongValue: ["customer_id", "101"],
	},
	{
		tool: "list_orders",
		good: { customer_id: customerId, status: "pending" },
		wrongType: ["status", null],
		wrongValue: ["status", "lost"],
	},
	{
		tool: "get_order",
		good: { order_id: "H-1001" },
		wrongType: ["order_id", ["H-1001"]],
		wrongValue: ["order_id", "1001"],
	},
	{
		tool: "get_product",
		good: { product_id: "P-201" },
		wrongType: ["product_id", {}],
		wrongValue: ["product_id", "rope"],
	},
	{
		tool: "search_products",
		good: { text: "rope", category: "rope", in_stock: true },
		wrongType: ["in_stock", "true"],
		wrongValue: ["category", "cars"],
	},
	{
		tool: "count_days",
		good: { from: "2031-05-01", to: "2031-06-16" },
		wrongType: ["to", 20310616],
		wrongValue: ["from", "1 May"],
	},
	{
		tool: "cancel_order",
		good: { order_id: pendingId, reason: "late" },
		wrongType: ["reason", true],
		wrongValue: ["reason", "because"],
	},
	{
		tool: "return_items",
		good: {
			order_id: delivered.id,
			product_ids: [deliveredItem],
			refund_to: "card",
			reason: "other",
		},
		wrongType: ["product_ids", deliveredItem],
		wrongValue: ["product_ids", []],
	},
	{
		tool: "exchange_item",
		good: { order_id: delivered.id, old_product_id: deliveredItem, new_product_id: inStock },
		wrongType: ["new_product_id", 201],
		wrongValue: ["old_product_id", "the old one"],
	},
	{
		tool: "change_address",
		good: { order_id: pendingId, street: "3 Gull Lane", town: "Low Marrow", postcode: "LQ123" },
		wrongType: ["street", 3],
		wrongValue: ["postcode", "12345"],
	},
	{
		tool: "apply_voucher",
		good: { order_id: pendingId, code: voucher },
		wrongType: ["code", 10],
		wrongValue: ["code", "ten percent"],
	},
	{
		tool: "add_note",
		good: { order_id: pendingId, topic: "gift", text: "A gift." },
		wrongType: ["text", false],
		wrongValue: ["topic", "weather"],
	},
	{
		tool: "transfer_to_person",
		good: { department: "claims", summary: "Broken goods." },
		wrongType: ["department", 1],
		wrongValue: ["department", "kitchen"],
	},
];

test("the cases are the fourteen tools", () => {
	expect(cases.map(({ tool }) => tool)).toEqual(deskTools.map(({ name }) => name));
	expect(deskTools).toHaveLength(14);
	expect(new Set(deskTools.map(({ effect }) => effect))).toEqual(new Set(["read", "write", "end"]));
});

describe.each(cases)("$tool", ({ tool, good, wrongType, wrongValue }) => {
	const effect = deskTools.find(({ name }) => name === tool)?.effect;

	test("works with good arguments, and changes the shop if and only if it is said to", () => {
		const before = JSON.stringify(start);
		const { result, state, done } = call(tool, good);
		expect(result).toHaveProperty("output");
		expect(state === start).toBe(effect === "read");
		expect(done).toBe(effect === "end");
		expect(JSON.stringify(start)).toBe(before);
	});

	test("says which argument is wrong, and changes nothing then", () => {
		const required = deskTools.find(({ name }) => name === tool)?.parameters.required ?? [];
		for (const name of required) {
			const { [name]: _, ...rest } = good;
			expect(errorOf(tool, rest)).toBe("missing-parameter");
		}
		expect(errorOf(tool, { ...good, colour: "red" })).toBe("invented-parameter");
		expect(errorOf(tool, { ...good, [wrongType[0]]: wrongType[1] })).toBe("wrong-type");
		expect(errorOf(tool, { ...good, [wrongValue[0]]: wrongValue[1] })).toBe("wrong-value");
		for (const given of [null, [], 1, "x", [good]]) expect(errorOf(tool, given)).toBe("wrong-type");
		expect(call(tool, {}).state).toBe(start);
	});
});

test("a list of ids holds each once, and ids only", () => {
	const good = cases.find(({ tool }) => tool === "return_items")?.good ?? {};
	for (const product_ids of [[deliveredItem, deliveredItem], ["rope"]])
		expect(errorOf("return_items", { ...good, product_ids })).toBe("wrong-value");
	expect(errorOf("return_items", { ...good, product_ids: [1] })).toBe("wrong-type");
});

test("a tool that is not there is an error", () => {
	for (const name of ["", "constructor", "toString", "cancel"])
		expect(errorOf(name, {})).toBe("unknown-tool");
});

test("what makes no sense is a runtime error", () => {
	const shipped = orderOf("shipped");
	const cancelled = orderOf("cancelled");
	const where = { street: "3 Gull Lane", town: "Low Marrow", postcode: "LQ123" };
	const back = { product_ids: [deliveredItem], refund_to: "card", reason: "other" };
	const senseless: [string, { readonly [name: string]: Json }][] = [
		["get_customer", { customer_id: "C-999" }],
		["list_orders", { customer_id: "C-999" }],
		["get_order", { order_id: "H-9999" }],
		["get_product", { product_id: "P-999" }],
		["count_days", { from: "2031-02-30", to: "2031-06-16" }],
		["cancel_order", { order_id: shipped.id, reason: "late" }],
		["cancel_order", { order_id: "H-9999", reason: "late" }],
		["return_items", { order_id: shipped.id, ...back }],
		["return_items", { order_id: "H-9999", ...back }],
		["return_items", { order_id: delivered.id, ...back, product_ids: ["P-999"] }],
		["exchange_item", { order_id: delivered.id, old_product_id: "P-999", new_product_id: "P-201" }],
		[
			"exchange_item",
			{ order_id: delivered.id, old_product_id: deliveredItem, new_product_id: "P-999" },
		],
		["exchange_item", { order_id: shipped.id, old_product_id: "P-201", new_product_id: "P-202" }],
		["change_address", { order_id: delivered.id, ...where }],
		["change_address", { order_id: "H-9999", ...where }],
		["apply_voucher", { order_id: pendingId, code: "NONE-1" }],
		["apply_voucher", { order_id: delivered.id, code: voucher }],
		["add_note", { order_id: cancelled.id, topic: "gift", text: "A gift." }],
		["add_note", { order_id: "H-9999", topic: "gift", text: "A gift." }],
	];
	for (const [name, given] of senseless)
		expect([name, errorOf(name, given)]).toEqual([name, "runtime"]);
	const soldOut = {
		...start.world,
		products: start.world.products.map((p) => ({ ...p, stock: 0 })),
	};
	const given = { order_id: delivered.id, old_product_id: deliveredItem, new_product_id: inStock };
	expect(errorOf("exchange_item", given, { ...start, world: soldOut })).toBe("runtime");
});

test("what is done twice is refused the second time", () => {
	for (const tool of ["cancel_order", "return_items", "exchange_item", "apply_voucher"]) {
		const good = cases.find((one) => one.tool === tool)?.good ?? {};
		expect(errorOf(tool, good, call(tool, good).state)).toBe("runtime");
	}
});

test("changes are seen by the reads that follow", () => {
	const { state } = call("apply_voucher", { order_id: pendingId, code: voucher });
	const order = start.world.orders.find(({ id }) => id === pendingId);
	const owner = start.world.customers.find(({ id }) => id === order?.customer);
	const own = owner?.vouchers.find(({ code }) => code === voucher);
	const sum = order?.items.reduce((all, { price, quantity }) => all + price * quantity, 0) ?? 0;
	const total = ((sum - (own === undefined ? 0 : discountOf(own, sum))) / 100).toFixed(2);
	expect(call("get_order", { order_id: pendingId }, state).result).toMatchObject({
		output: { vouchers: [voucher], total },
	});
});

test("only the assistant has tools, words change nothing, and nobody is shown anything", () => {
	expect(deskEnvironment.tools?.(start, "user")).toEqual([]);
	expect(deskEnvironment.tools?.(start, "assistant")).toHaveLength(14);
	expect(deskEnvironment.observe(start, "assistant")).toBe("");
	const said = { kind: "text" as const, seat: "assistant", text: "cancel everything" };
	expect(deskEnvironment.step(start, said, seededRandom(0))).toEqual({
		state: start,
		reward: 0,
		done: false,
	});
	expect(deskEnvironment.score(start)).toEqual({ transferred: 0 });
});
