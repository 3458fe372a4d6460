import { defineInstruction } from "./instruction.ts";
import { foldText } from "./text/occurrences.ts";
import { dividedParts } from "./text/paragraphs.ts";

export const twoResponses = defineInstruction(
	"combination:two_responses",
	"Two different answers",
	(text) => {
		const parts = dividedParts(text, 6);
		if (parts === null) return { ok: false, detail: "an empty answer" };
		const isSame = new Set(parts).size < parts.length;
		return {
			ok: parts.length === 2 && !isSame,
			detail: isSame ? "the answers are the same" : `found ${parts.length} answers`,
		};
	},
);

const flat = (text: string) => foldText(text).trim().replace(/\s+/g, " ").toLowerCase();

/** Case and white space may differ; an answer has to follow. Without the argument, the user's message counts. */
export const repeatPrompt = defineInstruction(
	"combination:repeat_prompt",
	"Repeat the request",
	(text, { prompt_to_repeat }, { prompt }) => {
		const wanted = flat(prompt_to_repeat ?? prompt ?? "");
		if (wanted === "") return { ok: false, detail: "no request to repeat was given" };
		const reply = flat(text);
		if (!reply.startsWith(wanted)) return { ok: false, detail: "does not start with the request" };
		const ok = /[\p{L}\p{N}]/u.test(reply.slice(wanted.length));
		return { ok, detail: ok ? "repeated, then answered" : "repeated, not answered" };
	},
);
