import { flagOf, memberOf, structureOf, sumOf } from "./cells.ts";
import type { RowBatch } from "./vote-shape.ts";

/** Where `conv_metadata` holds each feature; `*` is the slot. */
const members: Readonly<Record<string, string>> = {
	tokens: "sum_assistant_*_tokens",
	headers: "header_count_*",
	lists: "list_count_*",
	bold: "bold_count_*",
	context: "context_*_tokens",
};

/** Where Parley's own columns after the published ones hold more; a list has an entry a turn. */
const columns: Readonly<Record<string, string>> = {
	latency: "latency_ms_*",
	"first-token": "ttft_ms_*",
	cost: "cost_usd_*",
};

/** The columns that hold a feature of an arena's row. */
export function metadataColumns(feature: string): readonly string[] {
	if (feature in members) return ["conv_metadata"];
	const name = columns[feature];
	return name === undefined ? [] : [name.replace("*", "a"), name.replace("*", "b")];
}

/** A feature of one slot's replies: sums over the conversation. */
export function metadataFeature(
	batch: RowBatch,
	feature: string,
	slot: "a" | "b",
): (row: number) => number {
	const member = members[feature]?.replace("*", slot);
	if (member !== undefined) {
		const cells = batch.column("conv_metadata");
		return (row) => sumOf(memberOf(structureOf(cells?.[row]), member));
	}
	const cells = batch.column(columns[feature]?.replace("*", slot) ?? "");
	return (row) => sumOf(structureOf(cells?.[row]) ?? cells?.[row]);
}

/**
 * Whether a row belongs to a category: `category_tag` sets it in one of its parts, `is_<category>` is
 * true, or `category` names it.
 */
export function taggedWith(batch: RowBatch, category: string): (row: number) => boolean {
	const tags = batch.column("category_tag");
	const flags = category === "code" ? batch.column("is_code") : null;
	const names = batch.column("category");
	return (row) => {
		if (names?.[row] === category || flagOf(flags?.[row]) === true) return true;
		const parts = structureOf(tags?.[row]);
		if (typeof parts !== "object" || parts === null) return false;
		return Object.values(parts).some((part) => flagOf(memberOf(part, category)) === true);
	};
}
