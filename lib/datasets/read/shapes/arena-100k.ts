import {
	metadataColumns,
	metadataFeature,
	taggedWith,
} from "#lib/datasets/read/conversation-metadata.ts";
import { flatShape } from "#lib/datasets/read/flat-shape.ts";
import { onlyBlind } from "./only-blind.ts";

/** arena-human-preference-100k: `tie (bothbad)`, a hashed judge, `anony`, seconds in `tstamp`. */
export const readArena100k = flatShape({
	name: "arena-100k",
	models: ["model_a", "model_b"],
	signs: ["winner", "question_id", "judge_hash"],
	id: "question_id",
	said: ["winner"],
	voter: ["judge_hash"],
	at: ["tstamp"],
	language: "language",
	categories: ["category_tag", "is_code"],
	isInCategory: taggedWith,
	marks: ["anony"],
	leftOut: onlyBlind,
	featureColumns: metadataColumns,
	feature: metadataFeature,
});
