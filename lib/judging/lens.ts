import { z } from "zod";
import { type PlacedOutcome, placedOutcomes } from "./orders.ts";
import type { PromptMessage } from "./prompt.ts";

export const lensNames = ["plain", "rubric", "dialogue-acts", "maxims", "safety"] as const;
export type LensName = (typeof lensNames)[number];

/**
 * One reading to be asked of a juror: the prompt, the schema of its answer, and what that answer
 * comes to. `outcomeOf` is null when nothing that the lens looks for was there to be seen.
 */
export interface LensPrompt<V> {
	lens: LensName;
	version: string;
	messages: PromptMessage[];
	schema: z.ZodType<V>;
	outcomeOf(verdict: V): PlacedOutcome | null;
}

export const placedOutcomeSchema = z.enum(placedOutcomes);
export const rationaleSchema = z.string().trim().min(1).max(4000);

/** The turn a remark is about; null for the whole conversation. */
export const turnSchema = z.int().min(1).nullable();
