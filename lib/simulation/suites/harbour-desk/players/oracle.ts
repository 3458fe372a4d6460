import { type SeatAction, say } from "#lib/simulation/action.ts";
import { canonicalJson } from "#lib/simulation/json.ts";
import { MAIN } from "#lib/simulation/scenario.ts";
import type { Player } from "#lib/simulation/suite.ts";
import { factText, saysFact } from "#lib/simulation/suites/harbour-desk/facts.ts";
import {
	agreedTo,
	type Line,
	saysWish,
} from "#lib/simulation/suites/harbour-desk/grading/consent.ts";
import { noUser } from "#lib/simulation/suites/harbour-desk/scenario.ts";
import type { DeskCall, Task, Wish } from "#lib/simulation/suites/harbour-desk/task.ts";
import { standingWishes } from "#lib/simulation/suites/harbour-desk/task.ts";
import type { SeatView } from "#lib/simulation/view.ts";

/**
 * Does what the reference does, in the way that the policy asks for: identity, reads, consent, writes, result.
 * Knows where it stands from its view alone, so it goes on whatever happened before.
 */
export const oracle: Player = ({ scenario, view }) => {
	const task = scenario.secret as Task;
	const heard = textsOf(view);
	const newest = task.wishes.findLast((wish) => heard.some((text) => saysWish(wish, text)));
	const open = scenario.control === MAIN ? (newest ? [newest] : []) : standingWishes(task);
	const identity = askIdentity(task, heard);
	if (identity !== null) return identity;
	const reads = missingCalls(view, [...task.identityReads, ...open.flatMap((wish) => wish.reads)]);
	if (reads.length > 0) return { text: "", toolCalls: reads };
	const isOver = open.some(({ kind }) => kind === "transfer");
	const unsaid = isOver && scenario.control !== noUser ? unsaidOf(open, view) : [];
	if (unsaid.length > 0) return say(unsaid.map(resultText).join(" "));
	const write = act(task, open, view);
	if (write !== null) return write;
	const ending = scenario.control === noUser ? " DONE" : "";
	return say(`${open.map(resultText).join(" ")}${ending}`);
};

const textsOf = ({ messages, seat }: SeatView) =>
	messages.flatMap((message) =>
		message.kind === "text" && message.seat !== seat ? [message.text] : [],
	);

const linesOf = ({ messages, seat }: SeatView) =>
	messages.flatMap((message): Line[] =>
		message.kind === "text"
			? [{ who: message.seat === seat ? "assistant" : "customer", text: message.text }]
			: [],
	);

/** The wishes with facts that were not said yet: after a hand-over nothing can be said. */
function unsaidOf(open: readonly Wish[], { messages, seat }: SeatView): Wish[] {
	const said = messages.flatMap((message) =>
		message.kind === "text" && message.seat === seat ? [message.text] : [],
	);
	return open.filter(
		({ facts }) => !facts.every((fact) => said.some((text) => saysFact(fact, text))),
	);
}

function askIdentity({ identityReads, known }: Task, heard: readonly string[]): SeatAction | null {
	const all = heard.join("\n");
	const isSaid = (value: string | undefined) => value !== undefined && all.includes(value);
	if (identityReads.length === 0 || (isSaid(known.name) && isSaid(known.postcode))) return null;
	if (isSaid(known.name)) return say("What is your postcode, please?");
	if (isSaid(known.postcode)) return say("What is your full name, please?");
	return say("What is your full name, please? And what is your postcode?");
}

/** The next thing to be proposed, changed or handed over; null when all of it is done. */
function act(task: Task, open: readonly Wish[], view: SeatView): SeatAction | null {
	const isIntended = ({ kind }: Wish) => kind === "act" || kind === "drop";
	const intended = open.filter(isIntended);
	const proposal = intended.map((wish) => wish.proposal).join(", and ");
	const isDropped = intended.some(({ kind }) => kind === "drop");
	if (isDropped || (intended.length > 0 && agreedTo(task.wishes, linesOf(view)).length === 0))
		return say(`I would ${proposal}. Shall I go ahead?`);
	const writes = missingCalls(
		view,
		open.flatMap((wish) => wish.writes),
	);
	return writes.length === 0 ? null : { text: "", toolCalls: writes };
}

/** The calls that have not succeeded yet. */
function missingCalls({ messages }: SeatView, calls: readonly DeskCall[]): DeskCall[] {
	const key = ({ name, arguments: given }: Pick<DeskCall, "name" | "arguments">) =>
		canonicalJson([name, given]);
	const done = new Set(
		messages.flatMap((message) =>
			message.kind === "tool-result" && "output" in message.result
				? [canonicalJson([message.call.name, message.call.arguments])]
				: [],
		),
	);
	return calls.filter((call) => !done.has(key(call)));
}

function resultText({ kind, facts }: Wish): string {
	const told = facts.map((fact) => `${factText(fact)}.`).join(" ");
	return kind === "act" ? `It is done. ${told}` : told;
}
