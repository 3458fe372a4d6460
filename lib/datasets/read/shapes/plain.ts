import { numberOf } from "#lib/datasets/read/cells.ts";
import { flatShape } from "#lib/datasets/read/flat-shape.ts";
import type { RowBatch } from "#lib/datasets/read/vote-shape.ts";

/** The columns that plain files may add. Features are read from `<feature>_a` and `<feature>_b`. */
const common = {
	signs: ["winner"],
	id: "id",
	said: ["winner"],
	voter: ["voter", "voter_id", "worker", "worker_id", "judge_id", "annotator", "annotator_id"],
	conversation: ["conversation", "conversation_id", "battle_id"],
	judge: ["judge"],
	origin: "origin",
	at: ["timestamp", "tstamp", "created_at"],
	weight: "weight",
	language: "language",
	categories: ["category"],
	isInCategory: (batch: RowBatch, category: string) => {
		const cells = batch.column("category");
		return (row: number) => cells?.[row] === category;
	},
	featureColumns: (feature: string) => [`${feature}_a`, `${feature}_b`],
	feature: (batch: RowBatch, feature: string, slot: "a" | "b") => {
		const cells = batch.column(`${feature}_${slot}`);
		return (row: number) => numberOf(cells?.[row]);
	},
};

/** `model_a, model_b, winner`, with whatever else the file happens to have. */
export const readModels = flatShape({ ...common, name: "models", models: ["model_a", "model_b"] });

/** `left, right, winner`: slot a is the left one. */
export const readSides = flatShape({ ...common, name: "sides", models: ["left", "right"] });
