import type { GivenInstruction } from "#lib/simulation/instructions/kwargs.ts";
import { isQuestion, sentencesOf } from "#lib/simulation/instructions/text/sentences.ts";
import { kwargsOf } from "./of-kind.ts";

/** The place after a sentence's last word, before its end mark and what closes it. */
const tail = /[.!…]?(?:[\s\p{Pe}\p{Pf}"'*_>|])*$/u;

/**
 * Makes questions of the sentences that have to be some, by their end mark; those with a protected
 * text stay as they are.
 */
export function askQuestions(
	text: string,
	given: readonly GivenInstruction[],
	language: string,
	isProtected: (sentence: string) => boolean,
): string {
	let asked = text;
	for (const { n } of kwargsOf(given, "parley:nth_sentence_question")) {
		const due = sentencesOf(asked, language).filter((_, index) => (index + 1) % n === 0);
		// From the last to the first, so that the places of those before stay right.
		for (const sentence of due.reverse()) {
			if (isQuestion(sentence.text) || isProtected(sentence.text)) continue;
			const whole = asked.slice(sentence.start, sentence.end);
			const closed = whole.replace(tail, (end) => `?${end.replace(/^[.!…]/, "")}`);
			asked = asked.slice(0, sentence.start) + closed + asked.slice(sentence.end);
		}
	}
	return asked;
}
