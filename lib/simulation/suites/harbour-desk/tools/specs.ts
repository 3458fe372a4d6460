import { catalogue } from "#lib/simulation/suites/harbour-desk/world/names.ts";
import { orderStatuses } from "#lib/simulation/suites/harbour-desk/world/world.ts";
import type { ToolSpec } from "#lib/simulation/tools.ts";
import type { Parameter, Parameters } from "./parameters.ts";

export interface DeskTool extends ToolSpec {
	parameters: Parameters;
}

export const noteTopics = ["delivery", "gift", "fragile", "collection"] as const;
export const departments = ["claims", "accounts", "manager"] as const;

const customerId = {
	type: "string",
	pattern: "^C-\\d{3}$",
	description: "Such as C-101.",
} as const;
const orderId = { type: "string", pattern: "^H-\\d{4}$", description: "Such as H-1001." } as const;
const productId = { type: "string", pattern: "^P-\\d{3}$", description: "Such as P-201." } as const;
const text = (description: string) => ({ type: "string", pattern: "\\S", description }) as const;
const oneOf = (values: readonly string[], description: string) =>
	({ type: "string", enum: values, description }) as const;
const date = {
	type: "string",
	pattern: "^\\d{4}-\\d\\d-\\d\\d$",
	description: "YYYY-MM-DD.",
} as const;
const reason = oneOf(
	["changed-mind", "wrong-item", "damaged", "late", "other"],
	"What comes nearest to the customer's reason.",
);

function tool(
	name: string,
	effect: ToolSpec["effect"],
	description: string,
	required: Record<string, Parameter>,
	optional: Record<string, Parameter> = {},
): DeskTool {
	const parameters: Parameters = {
		type: "object",
		properties: { ...required, ...optional },
		required: Object.keys(required),
		additionalProperties: false,
	};
	return { name, effect, description, parameters };
}

/** The fourteen tools of the desk. */
export const deskTools: readonly DeskTool[] = [
	tool("find_customer", "read", "Finds customers by their e-mail address or full name.", {
		by: oneOf(["email", "name"], "What the value is."),
		value: text("The whole e-mail address or the full name."),
	}),
	tool("get_customer", "read", "A customer's record with postcode, tier and vouchers.", {
		customer_id: customerId,
	}),
	tool(
		"list_orders",
		"read",
		"A customer's orders with their items.",
		{ customer_id: customerId },
		{ status: oneOf(orderStatuses, "Only orders with this status.") },
	),
	tool("get_order", "read", "An order with everything known about it.", { order_id: orderId }),
	tool("get_product", "read", "A product with price and stock.", { product_id: productId }),
	tool(
		"search_products",
		"read",
		"Finds products whose name or category contains the text.",
		{ text: text("A word or more.") },
		{
			category: oneOf(Object.keys(catalogue), "Only this category."),
			in_stock: { type: "boolean", description: "True for only those in stock." },
		},
	),
	tool("count_days", "read", "Counts the days from one date to another.", { from: date, to: date }),
	tool("cancel_order", "write", "Cancels a whole order and refunds it.", {
		order_id: orderId,
		reason,
	}),
	tool("return_items", "write", "Takes items of a delivered order back and refunds them.", {
		order_id: orderId,
		product_ids: {
			type: "array",
			items: { type: "string", pattern: "^P-\\d{3}$" },
			minItems: 1,
			uniqueItems: true,
			description: "All items that go back, each with its whole quantity.",
		},
		refund_to: oneOf(["card", "invoice", "gift-card", "other-card"], "Where the refund goes."),
		reason,
	}),
	tool("exchange_item", "write", "Exchanges an item of a delivered order for another product.", {
		order_id: orderId,
		old_product_id: productId,
		new_product_id: productId,
	}),
	tool("change_address", "write", "Changes where an order is sent.", {
		order_id: orderId,
		street: text("Number and street."),
		town: text("Town."),
		postcode: { type: "string", pattern: "^[A-Z]{2}\\d{3}$", description: "Such as LQ123." },
	}),
	tool("apply_voucher", "write", "Applies one of the customer's vouchers to an order.", {
		order_id: orderId,
		code: { type: "string", pattern: "^[A-Z]+-\\d+$", description: "Such as TIDE-10." },
	}),
	tool("add_note", "write", "Adds a note to an order for the packers.", {
		order_id: orderId,
		topic: oneOf(noteTopics, "What the note is about."),
		text: text("What the packers should read."),
	}),
	tool("transfer_to_person", "end", "Hands the conversation to a colleague, which ends it.", {
		department: oneOf(departments, "Whose matter it is."),
		summary: text("What the colleague should know."),
	}),
];

/** The tool of a name; undefined when there is none. */
export const findTool = (name: string) => deskTools.find((spec) => spec.name === name);
