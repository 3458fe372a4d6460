import { AppError } from "#lib/kernel/app-error.ts";
import { readSections, unquoteLine } from "./fence.ts";
import { readFacts } from "./house/conversation-facts.ts";
import { scoreFacts } from "./house/formal-score.ts";
import {
	dialogueActsVerdict,
	HOUSE_LABEL,
	type HousePair,
	maximsVerdict,
	plainVerdict,
	rubricVerdict,
	safetyVerdict,
} from "./house/house-verdicts.ts";
import { type LensName, lensNames } from "./lens.ts";
import type { PromptMessage } from "./prompt.ts";
import { readMessages } from "./transcript.ts";

/**
 * The reply of the rule-based juror to a lens' prompt, from the prompt alone: it reads the fenced
 * conversations back and compares what rules can count (`house/formal-score.ts`), each conversation
 * scored for itself, so that exchanging the places exchanges the outcome. It judges no content, and
 * each rationale begins by saying what it is. In a window it carries no notes. Throws
 * `not-a-lens-prompt` (400) for messages that no lens made.
 */
export function houseJurorReply(messages: readonly PromptMessage[]): string {
	const system = messages.find(({ role }) => role === "system")?.text ?? "";
	const user = messages.find(({ role }) => role === "user")?.text ?? "";
	const named = /^Lens: (\S+) \d/.exec(system)?.[1];
	const lens = lensNames.find((name) => name === named);
	const sections = readSections(user);
	const [first, second] = [sections.get("first"), sections.get("second")];
	if (lens === undefined || first === undefined || second === undefined)
		throw new AppError("not-a-lens-prompt", "The house juror answers prompts of lenses only.");
	const contested = readContested(sections.get("seats") ?? []);
	const facts = {
		first: readFacts(readMessages(first), contested),
		second: readFacts(readMessages(second), contested),
	};
	const scores = { first: scoreFacts(facts.first), second: scoreFacts(facts.second) };
	const verdict = verdictOf(lens, { facts, scores }, sections.get("rubric") ?? []);
	const wantsState = /^The conversations are long: this is part /m.test(system);
	return JSON.stringify(
		wantsState ? { ...verdict, state: `${HOUSE_LABEL} keeps no notes.` } : verdict,
	);
}

function readContested(lines: readonly string[]): Set<string> {
	return new Set(lines.flatMap((line) => /^\| (\S+): judged$/.exec(line)?.[1] ?? []));
}

function verdictOf(lens: LensName, pair: HousePair, rubric: readonly string[]): object {
	switch (lens) {
		case "plain":
			return plainVerdict(pair);
		case "rubric":
			return rubricVerdict(pair, rubric.map(readCriterion));
		case "dialogue-acts":
			return dialogueActsVerdict(pair);
		case "maxims":
			return maximsVerdict(pair);
		case "safety":
			return safetyVerdict(pair);
	}
}

/** A criterion as the rubric lens writes it: one JSON object a line. */
function readCriterion(line: string): { key: string; title: string } {
	const value: unknown = JSON.parse(unquoteLine(line) ?? "");
	if (typeof value !== "object" || value === null || !("key" in value) || !("title" in value))
		throw new AppError("not-a-lens-prompt", "A criterion in the prompt has no key or title.");
	return { key: String(value.key), title: String(value.title) };
}
