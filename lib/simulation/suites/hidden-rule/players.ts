import { randomInt } from "#lib/kernel/random.ts";
import { say } from "#lib/simulation/action.ts";
import type { Player, PlayerInput, Suite } from "#lib/simulation/suite.ts";
import { readEvidence } from "./evidence-text.ts";
import type { GameInit } from "./game.ts";
import { bestProbe, type Evidence, remaining } from "./hypotheses.ts";
import { REACH } from "./rule.ts";
import { allRules } from "./rules.ts";
import type { Secret } from "./scenario.ts";

/** The rule that the lazy player says without a look. */
export const LAZY_RULE = "x < y";
/** How likely a random action is the guess. */
const GUESS_SHARE = 0.1;

/** All that the player has been told, read from what it was shown. */
function evidenceIn({ view }: PlayerInput): Evidence[] {
	const shown = view.messages.flatMap(({ kind, ...message }) =>
		kind === "observation" && "text" in message ? [message.text] : [],
	);
	return [view.instructions, ...shown].flatMap(readEvidence);
}

function canProbe(input: PlayerInput): boolean {
	const { probesMax, given, examples } = input.scenario.init as GameInit;
	return evidenceIn(input).length - given.length - examples.length < probesMax;
}

/**
 * Asks what splits the rules that are left most evenly, until one is left. Reads the secret only when no probes are
 * left before that, as with five of them.
 */
const oracle: Player = (input) => {
	const rules = remaining(evidenceIn(input));
	const [only] = rules;
	if (rules.length === 1 && only !== undefined) return say(`GUESS ${allRules[only]}`);
	const probe = canProbe(input) ? bestProbe(rules, input.random) : null;
	if (probe !== null) return say(`PROBE ${probe.join(" ")}`);
	return say(`GUESS ${(input.scenario.secret as Secret).rule}`);
};

/** Asks random triples; one action in ten is a guess among the rules that agree with half of what it has seen. */
const random: Player = (input) => {
	const { random: chance } = input;
	if (canProbe(input) && chance.next() >= GUESS_SHARE) {
		const triple = [0, 1, 2].map(() => randomInt(chance, 2 * REACH + 1) - REACH);
		return say(`PROBE ${triple.join(" ")}`);
	}
	const rules = remaining(evidenceIn(input).filter(() => chance.next() < 0.5));
	return say(`GUESS ${allRules[rules[randomInt(chance, rules.length)] ?? 0]}`);
};

const breaker: Player = ({ random: chance }) => {
	const texts = [
		"",
		"I would probe 3 values, say 1 2 3, and then guess.",
		"PROBE one two three",
		"GUESS x <",
		'{"probe": [1, 2, 3]}',
		"PROBE 1 2 99",
	];
	return say(texts[randomInt(chance, texts.length)] ?? "");
};

export const players: Suite["players"] = {
	oracle,
	random,
	lazy: () => say(`GUESS ${LAZY_RULE}`),
	breaker,
};
