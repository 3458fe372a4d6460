import type { BuiltJudgements } from "#lib/datasets/read/judgement-builder.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import { degreeOf } from "#lib/ranking/judges/pair-moments.ts";

export interface JoinedVerdicts {
	/** What joins a verdict to votes, beside the two models. */
	by: "id" | "conversation";
	/** For each vote the mean degree in [0, 1] of its battle's verdicts for slot `a`, NaN for none. */
	paired: Float64Array;
	/** The battle of each vote, by number. */
	battles: Int32Array;
	/** Verdicts on battles that nobody voted on, with the votes' models. */
	alone: JudgementColumns;
	counts: {
		/** Votes with a verdict. */
		paired: number;
		alone: number;
		/** Verdicts about a model that nobody voted on. */
		unknownModel: number;
	};
}

/**
 * Joins cheap verdicts to votes on the same battle: equal ids (or conversations, when no id is in
 * both files) and the same two models, in either order of the slots. Throws `verdicts-unrelated`
 * (422) when no verdict has a vote or none is left without one: then there is nothing to correct by.
 */
export function joinVerdicts(votes: BuiltJudgements, verdicts: BuiltJudgements): JoinedVerdicts {
	const places = new Map(votes.columns.models.map((model, place) => [model, place]));
	const placed = verdicts.columns.models.map((model) => places.get(model) ?? -1);
	for (const by of ["id", "conversation"] as const) {
		const [voteKeys, verdictKeys] = [keysOf(votes, by), keysOf(verdicts, by)];
		if (voteKeys === null || verdictKeys === null) continue;
		const known = new Set(voteKeys);
		if (!verdictKeys.some((key) => key !== "" && known.has(key))) continue;
		const joined = joinBy(votes.columns, voteKeys, verdicts.columns, verdictKeys, placed);
		if (joined.counts.paired > 0 && joined.counts.alone > 0) return { by, ...joined };
		throw unrelated(
			joined.counts.paired === 0
				? "No verdict is on a battle that somebody voted on, between the same two models."
				: "Every verdict is on a battle that somebody voted on. Verdicts sharpen a rating by what they say on other battles: add those.",
		);
	}
	throw unrelated(
		"The two files share no ids. Both need a column that names the battle: id, or conversation_id or battle_id.",
	);
}

const unrelated = (message: string) => new AppError("verdicts-unrelated", message, { status: 422 });

/** The name of each row's battle, "" when unknown; null when the file has none. */
function keysOf(file: BuiltJudgements, by: "id" | "conversation"): readonly string[] | null {
	if (by === "id") return file.ids?.ids ?? null;
	const numbers = file.columns.clusters.conversation;
	const names = file.clusterNames.conversation ?? [];
	return numbers === undefined ? null : Array.from(numbers, (number) => names[number] ?? "");
}

function joinBy(
	votes: JudgementColumns,
	voteKeys: readonly string[],
	verdicts: JudgementColumns,
	verdictKeys: readonly string[],
	placed: readonly number[],
) {
	const size = votes.models.length;
	const keyOf = (key: string, a: number, b: number) =>
		key === "" ? null : `${Math.min(a, b) * size + Math.max(a, b)} ${key}`;
	const battleOf = (row: number) =>
		keyOf(voteKeys[row] ?? "", votes.slotA[row] ?? 0, votes.slotB[row] ?? 0);
	const voted = new Map<string, number>();
	const battles = Int32Array.from(voteKeys, (_, row) => {
		const battle = battleOf(row);
		if (battle === null) return -1;
		const number = voted.get(battle) ?? voted.size;
		voted.set(battle, number);
		return number;
	});
	/** Sum of the degrees for the pair's first model, and their number, by battle. */
	const sums = new Map<string, { degree: number; count: number }>();
	const kept: number[] = [];
	let unknownModel = 0;
	verdictKeys.forEach((key, row) => {
		const a = placed[verdicts.slotA[row] ?? 0] ?? -1;
		const b = placed[verdicts.slotB[row] ?? 0] ?? -1;
		if (a === -1 || b === -1) {
			unknownModel++;
			return;
		}
		const battle = keyOf(key, a, b);
		if (battle === null || !voted.has(battle)) {
			kept.push(row);
			return;
		}
		const degree = degreeOf(verdicts, row);
		const sum = sums.get(battle) ?? { degree: 0, count: 0 };
		sums.set(battle, sum);
		sum.degree += a < b ? degree : 1 - degree;
		sum.count++;
	});
	let withVerdict = 0;
	const paired = Float64Array.from(voteKeys, (_, row) => {
		const sum = sums.get(battleOf(row) ?? "");
		if (sum === undefined) return Number.NaN;
		withVerdict++;
		const degree = sum.degree / sum.count;
		return (votes.slotA[row] ?? 0) < (votes.slotB[row] ?? 0) ? degree : 1 - degree;
	});
	const place = (slot: Int32Array) => Int32Array.from(kept, (row) => placed[slot[row] ?? 0] ?? 0);
	const alone: JudgementColumns = {
		models: votes.models,
		slotA: place(verdicts.slotA),
		slotB: place(verdicts.slotB),
		outcome: Uint8Array.from(kept, (row) => verdicts.outcome[row] ?? 0),
		score: null,
		weight: null,
		clusters: {},
		covariates: [],
		atMs: null,
	};
	return {
		paired,
		battles,
		alone,
		counts: { paired: withVerdict, alone: kept.length, unknownModel },
	};
}
