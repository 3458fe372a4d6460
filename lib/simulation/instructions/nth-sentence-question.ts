import { defineInstruction } from "./instruction.ts";
import { isQuestion, sentencesOf } from "./text/sentences.ts";

/** Sentences number n, 2n, 3n … are questions; the others may be. There has to be such a sentence. */
export const nthSentenceQuestion = defineInstruction(
	"parley:nth_sentence_question",
	"Every nth sentence a question",
	(text, { n }, { language }) => {
		const due = sentencesOf(text, language).filter((_, index) => (index + 1) % n === 0);
		const asked = due.filter((sentence) => isQuestion(sentence.text)).length;
		return {
			ok: due.length > 0 && asked === due.length,
			detail: `${asked} of ${due.length} sentences due are questions`,
		};
	},
);
