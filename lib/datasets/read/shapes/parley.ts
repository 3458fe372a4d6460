import { outcomes } from "#lib/arena/outcome.ts";
import {
	flagOf,
	isEmpty,
	memberOf,
	nameOf,
	numberOf,
	structureOf,
	textOf,
} from "#lib/datasets/read/cells.ts";
import { exclusionOf } from "#lib/datasets/read/exclusions.ts";
import { timeOf } from "#lib/datasets/read/time-of.ts";
import {
	emptyJudgement,
	type JudgementSink,
	type ReadOptions,
	type RowBatch,
	type VoteShape,
} from "#lib/datasets/read/vote-shape.ts";
import { isLengthCategory, lengthCategories } from "#lib/ranking/board-filter.ts";
import { conversationFeature, conversationFeatures } from "./parley-features.ts";

const known: readonly unknown[] = outcomes;

/** Parley's own shape: a battle a row with all versions of all its votes. */
export const readParley: VoteShape = {
	name: "parley",
	required: ["id", "model_a", "model_b", "judgements"],
	optional: () => ["origin", "language", "categories", "category"],
	featureColumns: (feature) =>
		conversationFeatures.includes(feature) ? ["conversation_a", "conversation_b"] : [],
	filterColumns: (filter) => (filter === "category" ? ["categories", "category"] : [filter]),
	read: readBattles,
};

function readBattles(batch: RowBatch, options: ReadOptions, sink: JudgementSink): void {
	const column = (name: string) => {
		const cells = batch.column(name);
		return (row: number) => cells?.[row];
	};
	const [ids, modelsA, modelsB] = [column("id"), column("model_a"), column("model_b")];
	const [lists, origins, languages] = [column("judgements"), column("origin"), column("language")];
	const [categories, chosen] = [column("categories"), column("category")];
	const conversations = [column("conversation_a"), column("conversation_b")];
	const read = emptyJudgement(options);
	for (let row = 0; row < batch.rows; row++) {
		const list = structureOf(lists(row));
		const judgements: unknown[] = Array.isArray(list) ? list : [];
		read.conversation = nameOf(ids(row));
		read.origin = nameOf(origins(row));
		read.modelA = nameOf(memberOf(structureOf(modelsA(row)), "slug"));
		read.modelB = nameOf(memberOf(structureOf(modelsB(row)), "slug"));
		const found = structureOf(categories(row));
		const isTagged =
			chosen(row) === options.category ||
			(Array.isArray(found) && found.includes(options.category));
		const isOther =
			options.language !== null && nameOf(languages(row)) !== options.language
				? "other-language"
				: options.origin !== null && read.origin !== options.origin
					? "other-origin"
					: "";
		for (const judgement of judgements) {
			const field = (name: string) => memberOf(judgement, name);
			const turns = numberOf(field("turns"));
			const reason =
				isOther ||
				(options.category === null || isInLength(options.category, turns, isTagged)
					? exclusionOf(
							flagOf(field("superseded")) === true,
							field("exclusions"),
							!isEmpty(field("withdrawn_at")),
						)
					: "other-category");
			if (reason !== "") {
				sink.leaveOut(reason);
				continue;
			}
			if (read.modelA === "" || read.modelB === "" || read.modelA === read.modelB) {
				sink.reject(read.modelA === "" || read.modelB === "" ? "no-model" : "same-model");
				continue;
			}
			const outcome = field("outcome");
			read.outcome = known.indexOf(outcome);
			if (read.outcome === -1) {
				if (isEmpty(outcome)) sink.reject("no-label");
				else sink.reject("unknown-label", textOf(outcome));
				continue;
			}
			read.id = nameOf(field("id"));
			read.version = numberOf(field("version"));
			read.voter = nameOf(field("judge_id"));
			read.judge = nameOf(field("judge"));
			read.atMs = timeOf(field("timestamp"));
			const turn = field("scope") === "turn" ? numberOf(field("turn")) : turns;
			options.features.forEach((feature, k) => {
				conversations.forEach((conversation, slot) => {
					read.features[2 * k + slot] = conversationFeature(
						structureOf(conversation(row)),
						feature,
						turn,
					);
				});
			});
			sink.accept(read);
		}
	}
}

function isInLength(category: string, turns: number, isTagged: boolean): boolean {
	if (!isLengthCategory(category)) return isTagged;
	const { from, to } = lengthCategories[category];
	return turns >= from && (to === null || turns <= to);
}
