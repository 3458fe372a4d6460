import { randomInt } from "#lib/kernel/random.ts";
import { say } from "#lib/simulation/action.ts";
import { isLanguage } from "#lib/simulation/instructions/languages.ts";
import { formlessReplies } from "#lib/simulation/instructions/trivial-replies.ts";
import { writeReply } from "#lib/simulation/instructions/writer.ts";
import type { Player, PlayerInput, Suite } from "#lib/simulation/suite.ts";
import { rulesKept, secretOf } from "./house-secret.ts";

const turnOf = ({ scenario, view }: PlayerInput) => secretOf(scenario).turns[view.turn - 1];

/** Keeps the rules that hold, gives up the open ones that are wished away, stays within its scope. */
const oracle: Player = (input) => say(turnOf(input)?.gold ?? "");

/** Breaks each rule, and passes over each wish, with probability one half. */
const random: Player = (input) => {
	const { scenario } = input;
	const { rules, refusal } = secretOf(scenario);
	const turn = turnOf(input);
	if (turn === undefined) return say("");
	if (turn.wish === null) return say(input.random.next() < 0.5 ? refusal : turn.message);
	const wanted =
		turn.kind === "against-fixed" ? rulesKept(rules, turn) : [...rulesKept(rules, turn), turn.wish];
	const language = isLanguage(scenario.language) ? scenario.language : ("en" as const);
	return say(writeReply(wanted, { language }, input.random, 0.5).text);
};

/** Turns every message down. */
const lazy: Player = ({ scenario }) => say(secretOf(scenario).refusal);

const breaker: Player = (input) =>
	say(formlessReplies[randomInt(input.random, formlessReplies.length)] ?? "");

export const housePlayers: Suite["players"] = { oracle, random, lazy, breaker };
