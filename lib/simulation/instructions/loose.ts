import type { CheckResult, InstructionContext } from "./instruction.ts";
import type { GivenInstruction } from "./kwargs.ts";
import { checkInstruction } from "./registry.ts";

/**
 * The eight texts of the public loose evaluation (Zhou et al. 2023, arXiv 2311.07911, section 3):
 * the reply itself, without its first line, its last line, and both; then the four without
 * asterisks. The reply is always the first.
 */
export function looseVariants(text: string): string[] {
	const lines = text.split("\n");
	const cuts = [
		text,
		lines.slice(1).join("\n").trim(),
		lines.slice(0, -1).join("\n").trim(),
		lines.slice(1, -1).join("\n").trim(),
	];
	return [...cuts, ...cuts.map((cut) => cut.replaceAll("*", ""))];
}

/** Whether any of the eight variants of a text follows an instruction; the detail is that of the first that does. */
export function checkLoosely(
	text: string,
	given: GivenInstruction,
	context: InstructionContext,
): CheckResult {
	const strict = checkInstruction(text, given, context);
	if (strict.ok) return strict;
	for (const variant of looseVariants(text).slice(1)) {
		const result = checkInstruction(variant, given, context);
		if (result.ok) return result;
	}
	return strict;
}
