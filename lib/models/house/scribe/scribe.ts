import { earlierTexts, type HouseBrain, lastUserText } from "#lib/models/house/brain.ts";
import { compose } from "./compose.ts";
import { readInstructions } from "./instructions.ts";

const textCharsMax = 1_500;

/**
 * Keeps checkable format instructions (case, lengths, lists, JSON, tables, first and last words …)
 * and fills the form with stock sentences about the topic. Instructions of the system message stay
 * in force; a message that carries on ("now in upper case") keeps those of the one before.
 */
export const scribe: HouseBrain = {
	respond(messages, random) {
		const system = messages.flatMap((m) =>
			m.role === "system" ? [m.text.slice(0, textCharsMax)] : [],
		);
		const last = lastUserText(messages).slice(0, textCharsMax);
		const isCarriedOn = /^\W*(?:now|and|also|again|same|but|this time|make it|instead)\b/i.test(
			last,
		);
		const before = isCarriedOn
			? earlierTexts(messages, "user").at(-1)?.slice(0, textCharsMax)
			: undefined;
		// The latest words come first: the first match of an instruction is the one that counts.
		const asked = readInstructions([last, before ?? "", ...system].join("\n"));
		const topic = readInstructions(before ?? last).topic;
		return compose({ ...asked, topic }, random);
	},
};
