import { assert } from "#lib/kernel/assert.ts";
import { say } from "#lib/simulation/action.ts";
import type { Program, ProgramInput, ProgramStep } from "#lib/simulation/program.ts";
import type { Scenario } from "#lib/simulation/scenario.ts";
import { cardFaults, cardOf, type UserCard } from "./card.ts";
import { actByRules, actChat, type GuardedAct, readAct } from "./guarded-act.ts";
import { holdsOnly, templateOf, wordingChat } from "./guarded-wording.ts";
import { lastReply } from "./heard.ts";
import { englishWords, type UserWords } from "./words.ts";

export interface GuardedState {
	/** Messages said so far. */
	said: number;
	/** Chosen, but not worded yet. */
	act: GuardedAct | null;
}

export interface GuardedOptions {
	name: string;
	version: string;
	title: string;
	/** By default the card in the scenario's secret. It must have no `cardFaults`. */
	card?: (scenario: Scenario) => UserCard;
	/** Its first message, as it is said. */
	opening(scenario: Scenario): string;
	/** Who chooses what it does. */
	choose: "rules" | "model";
	/** Who words it. */
	word: "template" | "model";
	/** It is content with what the model said last, and stops. Without it, only its patience ends it. */
	isContent?: (scenario: Scenario, reply: string) => boolean;
	words?: (language: string) => UserWords;
}

/**
 * A user in two stages: it chooses one of a few acts (tell one known fact, say that it does not know, refuse) and then
 * words it. A model may be consulted for either, but only the act decides what is told: an act that cannot be read
 * refuses, and a wording that holds anything beyond the act is thrown away for the template. No model that is
 * consulted ever reads a secret.
 */
export function guardedUser(options: GuardedOptions): Program<GuardedState> {
	const { name, version, title, choose, word } = options;
	const { card: readCard = cardOf, words = () => englishWords } = options;
	const perform = (input: ProgramInput<GuardedState>): ProgramStep<GuardedState> => {
		const { scenario, view, state, answer } = input;
		const card = readCard(scenario);
		const reply = lastReply(view, scenario) ?? "";
		const consulted = state.act === null ? answer : null;
		if (choose === "model" && state.act === null && consulted === null)
			return { state, consult: actChat(card, view) };
		const act =
			state.act ?? (consulted === null ? actByRules(card, reply) : readAct(card, consulted));
		const template = templateOf(card, act, words(scenario.language));
		const wording = state.act === null ? null : answer;
		const after: GuardedState = { said: state.said + 1, act: null };
		if (word === "template")
			return { state: after, decision: { ...act, worded: "template" }, action: say(template) };
		if (wording === null)
			return { state: { ...state, act }, consult: wordingChat(card, template, reply) };
		const isSafe = holdsOnly(wording, { card, act, template }, scenario.language);
		return {
			state: after,
			decision: { ...act, worded: isSafe ? "model" : "template after a wording that said more" },
			action: say(isSafe ? wording.trim() : template),
		};
	};
	return {
		name,
		version,
		title,
		mode: "guarded",
		needsModel: choose === "model" || word === "model",
		start(scenario) {
			const faults = cardFaults(readCard(scenario));
			assert(faults.length === 0, `a card that cannot be guarded: ${faults.join("; ")}`);
			return { said: 0, act: null };
		},
		act(input) {
			const { scenario, view, state } = input;
			if (state.said === 0)
				return { state: { said: 1, act: null }, action: say(options.opening(scenario)) };
			const reply = lastReply(view, scenario) ?? "";
			const isContent = options.isContent?.(scenario, reply) ?? false;
			if (isContent || state.said >= readCard(scenario).patience)
				return {
					state,
					decision: isContent ? "content" : "out of patience",
					action: { ...say(""), stop: true },
				};
			return perform(input);
		},
	};
}
