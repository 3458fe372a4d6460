import type { Wish } from "#lib/simulation/suites/harbour-desk/task.ts";
import { isYes } from "#lib/simulation/suites/harbour-desk/user/reading.ts";

/** True when a text of the customer says the wish, in any of its wordings. */
export const saysWish = ({ say, terse, whole = say }: Wish, text: string) =>
	[say, terse, whole].some((words) => text.includes(words));

/**
 * True when the customer has said yes since the newest of their wishes was first said. `texts` are the
 * customer's, oldest first.
 */
export function hasConsent(wishes: readonly Wish[], texts: readonly string[]): boolean {
	const firsts = wishes.map((wish) => texts.findIndex((text) => saysWish(wish, text)));
	return texts.slice(Math.max(0, ...firsts)).some(isYes);
}
