import { z } from "zod";
import { type LensPrompt, placedOutcomeSchema, rationaleSchema } from "#lib/judging/lens.ts";
import { type LensInput, layoutPrompt } from "#lib/judging/prompt.ts";

/**
 * Grice's four maxims ("Logic and Conversation", 1975), and two that Miehling et al. add for talk
 * between people and language models ("Language Models in Dialogue", Findings of EMNLP 2024). The
 * words are ours.
 */
export const maxims = {
	quantity: "says as much as is needed, and no more",
	quality: "says what is true, and nothing without ground",
	relation: "says what belongs to the matter and to what was said before",
	manner: "is clear, ordered and without needless words",
	benevolence: "wishes nobody ill: helps no harm and does not slight anyone",
	transparency: "is open about what it knows, can do and will not do",
} as const;
export type Maxim = keyof typeof maxims;
export const maximNames = Object.keys(maxims) as [Maxim, ...Maxim[]];

/** A record over all names: each maxim once, no other. */
const maximsVerdictSchema = z.object({
	maxims: z.record(
		z.enum(maximNames),
		z.object({ winner: placedOutcomeSchema, rationale: rationaleSchema }),
	),
	outcome: placedOutcomeSchema,
	rationale: rationaleSchema,
});
export type MaximsVerdict = z.infer<typeof maximsVerdictSchema>;

const words = {
	lens: "maxims",
	version: "1.0.0",
	instructions: [
		"Say for each of these maxims which conversation keeps it better:",
		Object.entries(maxims)
			.map(([name, meaning]) => `- ${name}: ${meaning}`)
			.join("\n"),
		[
			'Then say which is better overall. Choose "tie" when neither is better, "both_bad" when both',
			"break the maxim, or are of no use overall. A maxim that neither breaks is a tie.",
		].join(" "),
	],
	answer: [
		`{"maxims": {${maximNames.map((name) => `"${name}": {"rationale": "one sentence", "winner": W}`).join(", ")}},`,
		'"rationale": "one to three sentences", "outcome": W} where W is "first", "second", "tie" or "both_bad"',
	].join(" "),
	windowScope: "so-far",
} as const;

/** A winner by conversational maxim, then overall. */
export function maximsLens(input: LensInput): LensPrompt<MaximsVerdict> {
	return {
		lens: words.lens,
		version: words.version,
		messages: layoutPrompt(words, input),
		schema: maximsVerdictSchema,
		outcomeOf: ({ outcome }) => outcome,
	};
}
