import { z } from "zod";

/**
 * Last in every format of simulated conversations, and there only where void ones were asked for too: whether the
 * conversation, or one of the two, is void. Nothing is to be learnt about a model from such a row.
 */
export const voidColumn = { void: z.boolean().optional() };
