import { flagOf, isEmpty, nameOf, structureOf, textOf } from "#lib/datasets/read/cells.ts";
import { flatShape } from "#lib/datasets/read/flat-shape.ts";
import type { JudgementSink, RowBatch } from "#lib/datasets/read/vote-shape.ts";
import { outcomeCodes } from "#lib/ranking/columns/judgement-columns.ts";

/** The votes of compar:IA: the chosen model's name, or `both_equal`. */
export const readComparia = flatShape({
	name: "comparia",
	models: ["model_a_name", "model_b_name"],
	signs: ["chosen_model_name"],
	id: "id",
	said: ["chosen_model_name", "both_equal"],
	outcome: chosenModel,
	voter: ["visitor_id"],
	conversation: ["conversation_pair_id", "session_hash"],
	at: ["timestamp"],
	language: "language",
	categories: ["selected_category", "categories"],
	isInCategory,
});

function chosenModel(batch: RowBatch, sink: JudgementSink): (row: number) => number {
	const chosen = batch.column("chosen_model_name");
	const equal = batch.column("both_equal");
	const modelsA = batch.column("model_a_name");
	const modelsB = batch.column("model_b_name");
	return (row) => {
		const name = nameOf(chosen?.[row]);
		const isEqual = flagOf(equal?.[row]);
		if (isEqual === null && !isEmpty(equal?.[row]))
			sink.reject("unknown-label", `both_equal ${textOf(equal?.[row])}`);
		else if (name === "" && isEqual === true) return outcomeCodes.tie;
		else if (name === "") sink.reject("no-label");
		else if (isEqual === true) sink.reject("contradictory-label");
		else if (name === nameOf(modelsA?.[row])) return outcomeCodes.a;
		else if (name === nameOf(modelsB?.[row])) return outcomeCodes.b;
		else sink.reject("unknown-label", name);
		return -1;
	};
}

function isInCategory(batch: RowBatch, category: string): (row: number) => boolean {
	const selected = batch.column("selected_category");
	const lists = batch.column("categories");
	return (row) => {
		const list = structureOf(lists?.[row]);
		return selected?.[row] === category || (Array.isArray(list) && list.includes(category));
	};
}
