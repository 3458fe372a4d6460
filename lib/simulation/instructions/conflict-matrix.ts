import { boundsConflict } from "./conflicts/bounds.ts";
import { formsConflict } from "./conflicts/forms.ts";
import { literalsConflict } from "./conflicts/literals.ts";
import type { GivenInstruction, InstructionId } from "./kwargs.ts";
import type { Language } from "./languages.ts";

/** Of these, two with different arguments cannot both hold. */
const single: ReadonlySet<InstructionId> = new Set<InstructionId>([
	"language:response_language",
	"length_constraints:number_paragraphs",
	"length_constraints:nth_paragraph_first_word",
	"detectable_format:number_bullet_lists",
	"combination:repeat_prompt",
	"startend:end_checker",
	"parley:acrostic",
	"parley:table_columns",
	"parley:json_schema",
]);

/**
 * Why two instructions cannot both hold in one reply, in a few words; `null` when they can. Decided
 * by four rules: one of its kind, forms that exclude each other (JSON and bullet points), limits
 * that leave no room (at least 8 sentences, fewer than 5), and words that one asks for and the other
 * forbids. Symmetric.
 */
export function conflictBetween(
	a: GivenInstruction,
	b: GivenInstruction,
	language: Language,
): string | null {
	if (a.id === b.id && single.has(a.id) && JSON.stringify(a.kwargs) !== JSON.stringify(b.kwargs)) {
		return "only one of its kind can hold";
	}
	return (
		formsConflict(a, b, language) ??
		formsConflict(b, a, language) ??
		boundsConflict(a, b, language) ??
		boundsConflict(b, a, language) ??
		literalsConflict(a, b, language) ??
		literalsConflict(b, a, language)
	);
}

/** Whether an instruction can be added to those in force. */
export function canJoin(
	added: GivenInstruction,
	inForce: readonly GivenInstruction[],
	language: Language,
): boolean {
	return inForce.every((given) => conflictBetween(added, given, language) === null);
}
