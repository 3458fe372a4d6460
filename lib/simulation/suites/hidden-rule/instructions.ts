import { evidenceLine } from "./evidence-text.ts";
import { type GameInit, ILLEGAL_MAX } from "./game.ts";
import { NODES_MAX } from "./parse-rule.ts";
import { REACH } from "./rule.ts";

/** How a guess is written; none of the hidden rules. */
export const EXAMPLE_RULE = "x + 1 < 2 * y";

/** What the player is told: the task, how to move, and how rules are written. */
export function instructionsFor({ given, probesMax }: GameInit): string {
	return [
		`There is a hidden rule about three integers x, y and z, each from ${-REACH} to ${REACH}. For every triple (x, y, z) the rule either holds (yes) or does not (no). Find it. At first you are shown one triple for which it holds and one for which it does not.`,
		movesText(probesMax),
		rulesText,
		"Your guess is right if it holds for exactly the same triples as the hidden rule, however it is written. If it is not, it counts how many triples it sorts as the hidden rule does. Then fewer probes are better.",
		given.length === 0
			? ""
			: `These triples have been probed for you:\n${given.map(evidenceLine).join("\n")}`,
	]
		.filter((text) => text !== "")
		.join("\n\n");
}

function movesText(probesMax: number): string {
	const probe =
		probesMax === 0
			? "You cannot probe any more."
			: `PROBE 2 -4 6
asks whether the rule holds for x = 2, y = -4, z = 6. You have ${probesMax} probes; asking the same triple again uses one too.`;
	return `In each message make one move, on a line of its own. You may think in the same message; the last such line counts.

${probe}

GUESS ${EXAMPLE_RULE}
ends the game. You have one guess.

A message without a legal move is counted; after ${ILLEGAL_MAX} of them, one more ends the game without a guess.`;
}

const rulesText = `How rules are written: sums compared with <, <=, >, >=, = or !=, also in chains such as 0 < x <= y, which hold when every comparison in them holds. Sums are made with +, - and * from x, y, z, integers, parentheses and
abs(a): a without its sign
max(a, b, ...), min(a, b, ...): the largest, the smallest
digits(a): the sum of the decimal digits of a, without its sign
mod(a, 3): the remainder of a divided by a positive integer, from 0 upwards, so mod(-1, 3) = 2
There is no "and" and no "or". A rule has at most ${NODES_MAX} parts (numbers, variables, signs, functions).`;
