import { assert } from "#lib/kernel/assert.ts";
import { type Random, randomInt } from "#lib/kernel/random.ts";

/** One of a list that is not empty. */
export function pick<Item>(random: Random, list: readonly Item[]): Item {
	assert(list.length > 0, "there is something to pick from");
	return list[randomInt(random, list.length)] as Item;
}

/** A whole number from `low` to `high`, both included. */
export const between = (random: Random, low: number, high: number): number =>
	low + randomInt(random, high - low + 1);

/** The list in a random order (Fisher and Yates). */
export function shuffle<Item>(random: Random, list: readonly Item[]): Item[] {
	const shuffled = [...list];
	for (let i = shuffled.length - 1; i > 0; i--) {
		const j = randomInt(random, i + 1);
		[shuffled[i], shuffled[j]] = [shuffled[j] as Item, shuffled[i] as Item];
	}
	return shuffled;
}

/** So many different ones of a list, in a random order. */
export const some = <Item>(random: Random, list: readonly Item[], count: number): Item[] =>
	shuffle(random, list).slice(0, count);

/** Makes something again and again until it is as wanted. Generators are such that this takes a few tries. */
export function drawUntil<Made>(make: () => Made, isWanted: (made: Made) => boolean): Made {
	for (let tries = 0; tries < 1000; tries++) {
		const made = make();
		if (isWanted(made)) return made;
	}
	throw new Error("Broken invariant: a generator gives nothing of the kind that is wanted");
}
