import { looseVariants } from "#lib/simulation/instructions/loose.ts";
import { foldText } from "#lib/simulation/instructions/text/occurrences.ts";

const flat = (text: string) => foldText(text).replace(/\s+/g, " ").trim().toLowerCase();
const bare = (text: string) => flat(text).replace(/^["“„«*\s]{1,6}|["”“»*\s]{1,6}$/g, "");

/** Whether a reply is the sentence for messages out of scope and nothing more, and whether a loose variant is. */
export function checkRefusal(text: string, refusal: string): { strict: boolean; loose: boolean } {
	const strict = bare(text) === bare(refusal);
	return {
		strict,
		loose: strict || looseVariants(text).some((one) => bare(one) === bare(refusal)),
	};
}
