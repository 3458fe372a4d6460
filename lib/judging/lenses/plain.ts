import { z } from "zod";
import { type LensPrompt, placedOutcomeSchema, rationaleSchema } from "#lib/judging/lens.ts";
import { type LensInput, layoutPrompt } from "#lib/judging/prompt.ts";

const plainVerdictSchema = z.object({ outcome: placedOutcomeSchema, rationale: rationaleSchema });
export type PlainVerdict = z.infer<typeof plainVerdictSchema>;

const words = {
	lens: "plain",
	version: "1.0.0",
	instructions: [
		[
			"Say which conversation served the user better as a whole: what was asked is done, facts are",
			"right, earlier turns are remembered, and reading it takes no more effort than needed.",
			'Choose "tie" when neither is better, "both_bad" when neither is of use.',
		].join(" "),
	],
	answer:
		'{"rationale": "one to three sentences", "outcome": "first" | "second" | "tie" | "both_bad"}',
	windowScope: "so-far",
} as const;

/** Overall preference with a short rationale. */
export function plainLens(input: LensInput): LensPrompt<PlainVerdict> {
	return {
		lens: words.lens,
		version: words.version,
		messages: layoutPrompt(words, input),
		schema: plainVerdictSchema,
		outcomeOf: ({ outcome }) => outcome,
	};
}
