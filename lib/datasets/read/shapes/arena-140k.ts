import { flagOf, memberOf, numberOf, structureOf } from "#lib/datasets/read/cells.ts";
import {
	metadataColumns,
	metadataFeature,
	taggedWith,
} from "#lib/datasets/read/conversation-metadata.ts";
import { exclusionOf } from "#lib/datasets/read/exclusions.ts";
import { flatShape } from "#lib/datasets/read/flat-shape.ts";
import type { RowBatch } from "#lib/datasets/read/vote-shape.ts";
import { isLengthCategory, lengthCategories } from "#lib/ranking/board-filter.ts";

/** arena-human-preference-140k, and Parley's export in that shape with its own columns after it. */
export const readArena140k = flatShape({
	name: "arena-140k",
	models: ["model_a", "model_b"],
	signs: ["winner", "evaluation_session_id"],
	id: "id",
	version: "version",
	said: ["winner"],
	voter: ["judge_id"],
	conversation: ["evaluation_session_id"],
	judge: ["judge"],
	origin: "origin",
	at: ["timestamp", "tstamp"],
	language: "language",
	categories: ["category", "category_tag", "is_code", "conv_metadata"],
	isInCategory,
	marks: ["superseded", "flags"],
	leftOut,
	featureColumns: metadataColumns,
	feature: metadataFeature,
});

function isInCategory(batch: RowBatch, category: string): (row: number) => boolean {
	if (!isLengthCategory(category)) return taggedWith(batch, category);
	const { from, to } = lengthCategories[category];
	const metadata = batch.column("conv_metadata");
	return (row) => {
		const turns = numberOf(memberOf(structureOf(metadata?.[row]), "turns"));
		return turns >= from && (to === null || turns <= to);
	};
}

function leftOut(batch: RowBatch): (row: number) => string {
	const superseded = batch.column("superseded");
	const flags = batch.column("flags");
	if (superseded === null && flags === null) return () => "";
	return (row) => exclusionOf(flagOf(superseded?.[row]) === true, structureOf(flags?.[row]), false);
}
