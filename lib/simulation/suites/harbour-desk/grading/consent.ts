import type { Wish } from "#lib/simulation/suites/harbour-desk/task.ts";
import { isYes } from "#lib/simulation/suites/harbour-desk/user/reading.ts";
import { agreesInAdvance } from "#lib/simulation/suites/harbour-desk/user/voices.ts";

/** What was said at the desk, in order. */
export interface Line {
	who: "customer" | "assistant";
	text: string;
}

/** What a yes is to: the message that it answers, or anything that the rules allow. */
export type Agreement = "anything" | { message: string };

/** True when a text of the customer says the wish, in any of its wordings. */
export const saysWish = ({ say, terse, whole = say }: Wish, text: string) =>
	[say, terse, whole].some((words) => text.includes(words));

/** Where among the lines the customer first says the wish; -1 when never. */
export const firstSaid = (wish: Wish, lines: readonly Line[]) =>
	lines.findIndex(({ who, text }) => who === "customer" && saysWish(wish, text));

/**
 * What the customer has agreed to since the newest of their wishes was first said: for each yes the message of
 * the assistant that it answers, or `anything` where the customer agrees in advance to all that the rules allow.
 */
export function agreedTo(wishes: readonly Wish[], lines: readonly Line[]): Agreement[] {
	const newest = Math.max(0, ...wishes.map((wish) => firstSaid(wish, lines)));
	return lines.flatMap(({ who, text }, at): Agreement[] => {
		if (at < newest || who !== "customer" || !isYes(text)) return [];
		if (agreesInAdvance(text)) return ["anything"];
		const before = lines.slice(0, at);
		const start = before.findLastIndex((line) => line.who === "customer") + 1;
		const message = before.slice(start).map((line) => line.text);
		return [{ message: message.join("\n") }];
	});
}
