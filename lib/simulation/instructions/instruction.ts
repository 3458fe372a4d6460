import type { z } from "zod";
import type { InstructionId, KwargsOf } from "./kwargs.ts";
import { kwargsSchemas } from "./kwargs.ts";
import type { Language } from "./languages.ts";
import { wordings } from "./wording/wordings.ts";

/** What a check may know besides the text: the conversation's language (a BCP 47 tag) and, for an
 * instruction that speaks of it, the user's message. */
export interface InstructionContext {
	language: string;
	prompt?: string;
}

/** A check's answer, with what was found, in a few words of English. */
export interface CheckResult {
	ok: boolean;
	detail: string;
}

/** An instruction whose following a program can decide. */
export interface Instruction<I extends InstructionId> {
	id: I;
	/** A short English name. */
	title: string;
	kwargs: (typeof kwargsSchemas)[I] & z.ZodType<KwargsOf<I>>;
	/** The instruction as one or two sentences to a model. */
	describe(kwargs: KwargsOf<I>, language: Language): string;
	/** Never throws, whatever the text. */
	check(text: string, kwargs: KwargsOf<I>, context: InstructionContext): CheckResult;
}

/** Puts an instruction together from its id, name and check. */
export function defineInstruction<I extends InstructionId>(
	id: I,
	title: string,
	check: Instruction<I>["check"],
): Instruction<I> {
	return {
		id,
		title,
		kwargs: kwargsSchemas[id] as Instruction<I>["kwargs"],
		describe: (kwargs, language) => wordings[language][id](kwargs),
		check,
	};
}
