import type { GivenInstruction } from "./kwargs.ts";
import { checkLoosely } from "./loose.ts";

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
 * neither an acknowledgement, a formless reply nor one of the `others` follows it even loosely.
 */
export function isDemanding(
	given: GivenInstruction,
	language: string,
	others: readonly string[] = [],
): boolean {
	return [acknowledgement, ...formlessReplies, ...others].every(
		(reply) => !checkLoosely(reply, given, { language }).ok,
	);
}
