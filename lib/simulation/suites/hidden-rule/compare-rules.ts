import { type RuleSet, TRIPLES } from "./rule-set.ts";

/** True when two rules hold for the same of all 68,921 triples, however they are written. */
export function areEqual(a: RuleSet, b: RuleSet): boolean {
	return a.size === b.size && a.words.every((word, i) => word === b.words[i]);
}

/** How many triples both rules hold for. */
export function sharedSize(a: RuleSet, b: RuleSet): number {
	let size = 0;
	a.words.forEach((word, i) => {
		size += bitsOf(word & (b.words[i] ?? 0));
	});
	return size;
}

/**
 * The share of triples that a guess sorts as the truth does, on a sample balanced between the triples that fit the
 * truth and those that don't. The sample is all of them, each half weighing the same, so no
 * chance enters; a guess that says yes to everything gets 1/2. `truth` must hold for some triples and not for all.
 */
export function agreement(guess: RuleSet, truth: RuleSet): number {
	const both = sharedSize(guess, truth);
	const neither = TRIPLES - guess.size - truth.size + both;
	return (both / truth.size + neither / (TRIPLES - truth.size)) / 2;
}

/** Set bits of a 32-bit word, added up in ever larger groups. */
function bitsOf(word: number): number {
	const pairs = word - ((word >>> 1) & 0x55555555);
	const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
	const eights = (fours + (fours >>> 4)) & 0x0f0f0f0f;
	return Math.imul(eights, 0x01010101) >>> 24;
}
