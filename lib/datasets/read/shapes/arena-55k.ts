import { flatShape, oneHot } from "#lib/datasets/read/flat-shape.ts";
import { outcomeCodes } from "#lib/ranking/columns/judgement-columns.ts";

/** arena-human-preference-55k: one flag an outcome; its ties hold both-bad too. */
export const readArena55k = flatShape({
	name: "arena-55k",
	models: ["model_a", "model_b"],
	signs: ["winner_model_a", "winner_model_b", "winner_tie"],
	id: "id",
	said: [],
	outcome: oneHot([
		["winner_model_a", outcomeCodes.a],
		["winner_model_b", outcomeCodes.b],
		["winner_tie", outcomeCodes.tie],
	]),
});
