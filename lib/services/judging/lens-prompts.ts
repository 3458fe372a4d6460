import { generalRubric } from "#lib/judging/general-rubric.ts";
import type { LensName, LensPrompt } from "#lib/judging/lens.ts";
import { dialogueActsLens } from "#lib/judging/lenses/dialogue-acts.ts";
import { maximsLens } from "#lib/judging/lenses/maxims.ts";
import { plainLens } from "#lib/judging/lenses/plain.ts";
import { rubricLens } from "#lib/judging/lenses/rubric.ts";
import { safetyLens } from "#lib/judging/lenses/safety.ts";
import type { LensInput } from "#lib/judging/prompt.ts";

const lenses: Record<LensName, (input: LensInput) => LensPrompt<unknown>> = {
	plain: (input) => widened(plainLens(input)),
	rubric: (input) => widened(rubricLens(generalRubric, input)),
	"dialogue-acts": (input) => widened(dialogueActsLens(input)),
	maxims: (input) => widened(maximsLens(input)),
	safety: (input) => widened(safetyLens(input)),
};

/** A prompt whose verdict is read by its own schema alone, so that its shape need not be known. */
function widened<V>(prompt: LensPrompt<V>): LensPrompt<unknown> {
	return { ...prompt, outcomeOf: (verdict) => prompt.outcomeOf(prompt.schema.parse(verdict)) };
}

export const lensPrompt = (lens: LensName, input: LensInput): LensPrompt<unknown> =>
	lenses[lens](input);
