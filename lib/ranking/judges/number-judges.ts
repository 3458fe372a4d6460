import { AppError } from "#lib/kernel/app-error.ts";
import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import type { JudgeSpec } from "#lib/ranking/method-spec.ts";

/** Judges with parameters of their own; all others, the least active, share one set. */
export const JUDGES_MAX = 200;

/** The judge number that stands for all others and for judgements without a judge. */
export const OTHER_JUDGES = -1;

/**
 * Numbers the judges of the rows from 0: `codes` are their numbers in the column (ascending, the
 * others first), `judge` is the new number of each row. Only the most active `JUDGES_MAX` and the
 * reference are told apart. Throws `invalid-method` (400) without the column, and for a reference
 * that does not judge.
 */
export function numberJudges(columns: JudgementColumns, { by, reference }: JudgeSpec) {
	const column = columns.clusters[by];
	if (column === undefined)
		throw new AppError("invalid-method", `These judgements do not say their ${by}.`, {
			data: { field: "judges.by" },
		});
	const votes = new Map<number, number>();
	column.forEach((judge, row) => {
		votes.set(judge, (votes.get(judge) ?? 0) + (columns.weight?.[row] ?? 1));
	});
	if (reference !== undefined && !votes.has(reference))
		throw new AppError("invalid-method", "The reference judge has no judgements.", {
			data: { field: "judges.reference" },
		});
	const known = [...votes.keys()].filter((judge) => judge >= 0);
	const rank = (judge: number) => (judge === reference ? Infinity : (votes.get(judge) ?? 0));
	const kept = known.sort((x, y) => rank(y) - rank(x) || x - y).slice(0, JUDGES_MAX);
	const isKept = new Set(kept);
	const hasOthers = [...votes.keys()].some((judge) => !isKept.has(judge));
	const codes = [...(hasOthers ? [OTHER_JUDGES] : []), ...kept.sort((x, y) => x - y)];
	const numbers = new Map(codes.map((code, number) => [code, number]));
	const judge = column.map((code) => numbers.get(code) ?? 0);
	const sums = new Float64Array(codes.length);
	judge.forEach((number, row) => {
		sums[number] = (sums[number] ?? 0) + (columns.weight?.[row] ?? 1);
	});
	return { codes, judge, votes: sums };
}
