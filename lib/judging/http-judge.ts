import { z } from "zod";
import { lensNames, placedOutcomeSchema } from "./lens.ts";
import { rubricSchema } from "./rubric.ts";
import { judgedConversationSchema } from "./transcript.ts";

/** The contract of a judge that is reached by HTTP. A change that breaks a judge raises it. */
export const httpJudgeContract = "parley-judge-v1";

/**
 * What is posted: one pair in one order. The other order is another request, and nothing in either
 * says which slots they are. `scenario` is null for conversations of people.
 */
export const httpJudgeRequestSchema = z
	.object({
		contract: z.literal(httpJudgeContract),
		lens: z.object({ name: z.enum(lensNames), version: z.string().min(1) }),
		rubric: rubricSchema.optional(),
		conversations: z.object({
			first: judgedConversationSchema,
			second: judgedConversationSchema,
		}),
		scenario: z.object({ suite: z.string(), key: z.string(), version: z.string() }).nullable(),
	})
	.refine(
		({ lens, rubric }) => (lens.name === "rubric") === (rubric !== undefined),
		"A rubric comes with the lens rubric, and with no other.",
	);

/** What is answered. Scores may have any scale; they are stored and never decide. */
export const httpJudgeResponseSchema = z.object({
	outcome: placedOutcomeSchema,
	scores: z.object({ first: z.number(), second: z.number() }).optional(),
	rationale: z.string().max(20_000).optional(),
});
