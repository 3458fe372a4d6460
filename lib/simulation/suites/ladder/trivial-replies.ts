import type { GivenInstruction } from "#lib/simulation/instructions/kwargs.ts";
import { checkLoosely } from "#lib/simulation/instructions/loose.ts";

/** What one says who only acknowledges. */
export const acknowledgement = "OK.";

/** Replies without any form: nothing, half a character, open brackets, an unfilled template. */
export const formlessReplies = [
	"",
	"\ud800\u0000",
	"[[[[{{{{((((",
	"%s ${x} \\u00e9 </p>",
] as const;

/**
 * Whether an instruction asks for something that a reply without content does not have, so that
 * neither an acknowledgement nor a formless reply follows it even loosely.
 */
export function isDemanding(given: GivenInstruction, language: string): boolean {
	return [acknowledgement, ...formlessReplies].every(
		(reply) => !checkLoosely(reply, given, { language }).ok,
	);
}
