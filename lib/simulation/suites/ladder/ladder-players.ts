import { randomInt } from "#lib/kernel/random.ts";
import { say } from "#lib/simulation/action.ts";
import { isLanguage } from "#lib/simulation/instructions/languages.ts";
import { acknowledgement, formlessReplies } from "#lib/simulation/instructions/trivial-replies.ts";
import { writeReply } from "#lib/simulation/instructions/writer.ts";
import type { Player, PlayerInput, Suite } from "#lib/simulation/suite.ts";
import { secretOf } from "./ladder-secret.ts";

const turnOf = ({ scenario, view }: PlayerInput) => secretOf(scenario).turns[view.turn - 1];

/** Follows everything that is in force. */
const oracle: Player = (input) => say(turnOf(input)?.gold ?? "");

/** Breaks each instruction with probability one half. */
const random: Player = (input) => {
	const { language } = input.scenario;
	const inForce = turnOf(input)?.inForce ?? [];
	const setting = { language: isLanguage(language) ? language : ("en" as const) };
	return say(writeReply(inForce, setting, input.random, 0.5).text);
};

/** Does what the first message asks, and only acknowledges the later ones. */
const lazy: Player = (input) => (input.view.turn === 1 ? oracle(input) : say(acknowledgement));

const breaker: Player = ({ random }) =>
	say(formlessReplies[randomInt(random, formlessReplies.length)] ?? "");

export const ladderPlayers: Suite["players"] = { oracle, random, lazy, breaker };
