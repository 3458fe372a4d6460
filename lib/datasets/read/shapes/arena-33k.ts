import { flatShape } from "#lib/datasets/read/flat-shape.ts";
import { onlyBlind } from "./only-blind.ts";

/** chatbot_arena_conversations (33k): `judge` is the voter, in plain or hashed. */
export const readArena33k = flatShape({
	name: "arena-33k",
	models: ["model_a", "model_b"],
	signs: ["winner", "question_id", "judge", "tstamp"],
	id: "question_id",
	said: ["winner"],
	voter: ["judge"],
	at: ["tstamp"],
	language: "language",
	marks: ["anony"],
	leftOut: onlyBlind,
});
