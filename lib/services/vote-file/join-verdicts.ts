import type { BuiltJudgements } from "#lib/datasets/read/judgement-builder.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { type JudgementColumns, outcomeCodes } from "#lib/ranking/columns/judgement-columns.ts";
import { degreeOf } from "#lib/ranking/judges/pair-moments.ts";

export interface JoinedVerdicts {
	/** What joins a verdict to votes, beside the two models. */
	by: "id" | "conversation";
	/** For each vote the mean degree in [0, 1] of its battle's verdicts for slot `a`, NaN for none. */
	paired: Float64Array;
	/** The battle of each vote, by number. */
	battles: Int32Array;
	/**
	 * Battles that nobody voted on, with the votes' models: one row with the mean degree of each battle's
	 * verdicts, since those resemble each other. A verdict that names no battle has a row of its own.
	 */
	alone: JudgementColumns;
	counts: {
		/** Votes with a verdict. */
		paired: number;
		/** Verdicts on battles without votes, and how many battles those are. */
		alone: number;
		aloneBattles: number;
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
	const sums = new Map<string, VerdictSum>();
	const alone: VerdictSum[] = [];
	let unknownModel = 0;
	verdictKeys.forEach((key, row) => {
		const a = placed[verdicts.slotA[row] ?? 0] ?? -1;
		const b = placed[verdicts.slotB[row] ?? 0] ?? -1;
		if (a === -1 || b === -1) {
			unknownModel++;
			return;
		}
		const battle = keyOf(key, a, b);
		const known = battle === null ? undefined : sums.get(battle);
		const sum = known ?? { first: Math.min(a, b), second: Math.max(a, b), degree: 0, count: 0 };
		if (known === undefined) {
			if (battle !== null) sums.set(battle, sum);
			if (battle === null || !voted.has(battle)) alone.push(sum);
		}
		const degree = degreeOf(verdicts, row);
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
	return {
		paired,
		battles,
		alone: meanColumns(votes.models, alone),
		counts: {
			paired: withVerdict,
			alone: alone.reduce((count, sum) => count + sum.count, 0),
			aloneBattles: alone.length,
			unknownModel,
		},
	};
}

/** The verdicts on one battle between two models: the sum of the degrees for the first, and their number. */
type VerdictSum = { first: number; second: number; degree: number; count: number };

/** A row for each battle, its verdicts' mean as a score. */
function meanColumns(models: readonly string[], sums: readonly VerdictSum[]): JudgementColumns {
	return {
		models: [...models],
		slotA: Int32Array.from(sums, ({ first }) => first),
		slotB: Int32Array.from(sums, ({ second }) => second),
		outcome: new Uint8Array(sums.length).fill(outcomeCodes.tie),
		score: Float64Array.from(sums, ({ degree, count }) => degree / count),
		weight: null,
		clusters: {},
		covariates: [],
		atMs: null,
	};
}
