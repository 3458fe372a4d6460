import { z } from "zod";
import { type LensPrompt, rationaleSchema, turnSchema } from "#lib/judging/lens.ts";
import { type PlacedOutcome, placedOutcomes } from "#lib/judging/orders.ts";
import { type LensInput, layoutPrompt } from "#lib/judging/prompt.ts";
import { type Rubric, weightedOutcome } from "#lib/judging/rubric.ts";

const scoreSchema = z.int().min(1).max(5);

/** A criterion that a part gives no occasion to judge is `not_seen`, without scores. */
const criterionVerdictSchema = z
	.object({
		key: z.string(),
		winner: z.enum([...placedOutcomes, "not_seen"]),
		scores: z.object({ first: scoreSchema, second: scoreSchema }).nullable(),
		rationale: rationaleSchema,
		turn: turnSchema,
	})
	.superRefine(({ winner, scores }, context) => {
		const problem = contradiction(winner, scores);
		if (problem !== null) context.addIssue({ code: "custom", message: problem });
	});
export type CriterionVerdict = z.infer<typeof criterionVerdictSchema>;

export interface RubricVerdict {
	criteria: CriterionVerdict[];
}

function contradiction(
	winner: PlacedOutcome | "not_seen",
	scores: { first: number; second: number } | null,
): string | null {
	if (scores === null) return winner === "not_seen" ? null : "A seen criterion has scores.";
	if (winner === "not_seen") return "A criterion that was not seen has no scores.";
	const difference = scores.first - scores.second;
	const contradicts =
		(winner === "first" && difference < 0) || (winner === "second" && difference > 0);
	return contradicts ? "The winner has the lower score." : null;
}

/** A verdict names every criterion of the rubric exactly once, and no other. */
function rubricVerdictSchema({ criteria }: Rubric): z.ZodType<RubricVerdict> {
	const keys = criteria.map(({ key }) => key).sort();
	return z.object({
		criteria: z.array(criterionVerdictSchema).refine((verdicts) => {
			const given = verdicts.map(({ key }) => key).sort();
			return given.length === keys.length && given.every((key, i) => key === keys[i]);
		}, "Every criterion is judged exactly once."),
	});
}

const instructions = [
	[
		'The section "rubric" lists criteria, one JSON object a line. Judge each for itself. Give both',
		"conversations a score from 1 (fails) to 5 (nothing to wish for) and name the winner: the one",
		'that does better on this criterion, "tie", or "both_bad" when both fail it. The winner never',
		'has the lower score. When there was no occasion for a criterion, answer "not_seen" with',
		'"scores": null. Name the turn that decided, or null.',
	].join(" "),
];
const answer = [
	'{"criteria": [{"key": "the criterion\'s key", "rationale": "one or two sentences",',
	'"scores": {"first": 1-5, "second": 1-5}, "turn": 2,',
	'"winner": "first" | "second" | "tie" | "both_bad" | "not_seen"}, ...]}',
].join(" ");

/** Winner, scores, rationale and turn for each criterion; their weights make the outcome. */
export function rubricLens(rubric: Rubric, input: LensInput): LensPrompt<RubricVerdict> {
	const lines = rubric.criteria.map(({ key, title, description }) =>
		// JSON leaves these three line breaks as they are, and a criterion is one line.
		JSON.stringify({ key, title, description }).replace(/[\u0085\u2028\u2029]/g, " "),
	);
	const words = {
		lens: "rubric",
		version: "1.0.0",
		instructions,
		sections: [{ name: "rubric", text: lines.join("\n") }],
		answer,
		windowScope: "part",
	} as const;
	return {
		lens: words.lens,
		version: words.version,
		messages: layoutPrompt(words, input),
		schema: rubricVerdictSchema(rubric),
		outcomeOf: ({ criteria }) => weightedOutcome(rubric, criteria),
	};
}
