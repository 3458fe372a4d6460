import type { CriterionVerdict, RubricVerdict } from "./lenses/rubric.ts";
import type { Rubric } from "./rubric.ts";

/** A verdict on one window, and how many messages of the pair were judged there. */
export interface WindowVerdict {
	messages: number;
	verdict: RubricVerdict;
}

const lean = { first: 1, second: -1, tie: 0, both_bad: 0, not_seen: 0 } as const;

/**
 * One verdict out of those on the windows of a pair. For each criterion, windows that saw it weigh
 * by their messages: scores are means, rounded to whole ones; the winner is the side with the higher
 * mean, or at equal means the side that more weight names, or else a tie; `both_bad` when more than
 * half of the weight says so. Rationale
 * and turn are those of the heaviest window that says what came out, or else of the heaviest.
 */
export function mergeRubricWindows(
	rubric: Rubric,
	windows: readonly WindowVerdict[],
): RubricVerdict {
	return { criteria: rubric.criteria.map(({ key }) => mergeCriterion(key, windows)) };
}

function mergeCriterion(key: string, windows: readonly WindowVerdict[]): CriterionVerdict {
	const seen = windows.flatMap(({ messages, verdict }) => {
		const criterion = verdict.criteria.find((one) => one.key === key);
		if (criterion === undefined || criterion.winner === "not_seen") return [];
		return [{ weight: Math.max(1, messages), criterion }];
	});
	const total = seen.reduce((sum, { weight }) => sum + weight, 0);
	if (total === 0)
		return {
			key,
			winner: "not_seen",
			scores: null,
			rationale: "No part of the conversations gave an occasion.",
			turn: null,
		};
	const sum = (value: (one: CriterionVerdict) => number) =>
		seen.reduce((all, { weight, criterion }) => all + weight * value(criterion), 0);
	const ahead = sum(({ scores }) => (scores?.first ?? 0) - (scores?.second ?? 0));
	const balance = ahead === 0 ? sum(({ winner }) => lean[winner]) : ahead;
	const bad = sum(({ winner }) => (winner === "both_bad" ? 1 : 0));
	const decided = balance > 0 ? "first" : balance < 0 ? "second" : "tie";
	const winner = bad > total / 2 ? "both_bad" : decided;
	const heaviest = seen.toSorted((x, y) => y.weight - x.weight);
	const spokesman = (heaviest.find((one) => one.criterion.winner === winner) ?? heaviest[0])
		?.criterion;
	const scores = {
		first: Math.round(sum((one) => one.scores?.first ?? 0) / total),
		second: Math.round(sum((one) => one.scores?.second ?? 0) / total),
	};
	return {
		key,
		winner,
		scores,
		rationale: spokesman?.rationale ?? "",
		turn: spokesman?.turn ?? null,
	};
}
