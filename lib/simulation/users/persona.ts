import { say } from "#lib/simulation/action.ts";
import type { Program } from "#lib/simulation/program.ts";
import type { Scenario } from "#lib/simulation/scenario.ts";
import { cardOf, type Fact, type UserCard } from "./card.ts";
import { consultChat } from "./consult-chat.ts";

export interface PersonaState {
	/** Messages said so far. */
	said: number;
	/** Answers of the consulted model in this turn that could not be used. */
	unusable: number;
}

export interface PersonaOptions {
	name: string;
	version: string;
	title: string;
	/** Who it is; by default the card in the scenario's secret. */
	card?: (scenario: Scenario) => UserCard;
	/** What the consulted model writes when the conversation is over for it. */
	stopToken?: string;
}

/** How often the model is asked for one message. */
const TRIES = 2;

/**
 * A user played by a language model from a card. The model is reminded of its part each turn, ends the conversation by
 * a declared token, and is stopped when the card's patience is used up. A model that gives nothing usable ends the
 * conversation, which the user audit finds. It is told the card's secrets and may give them away: where it
 * must not, use `guardedUser`.
 */
export function personaUser(options: PersonaOptions): Program<PersonaState> {
	const { name, version, title, card: readCard = cardOf, stopToken = "[END]" } = options;
	return {
		name,
		version,
		title,
		mode: "persona",
		needsModel: true,
		start: () => ({ said: 0, unusable: 0 }),
		act({ scenario, view, state, answer }) {
			const card = readCard(scenario);
			if (state.said >= card.patience)
				return { state, decision: "out of patience", action: { ...say(""), stop: true } };
			const ask = () =>
				consultChat(view, personaText(card, stopToken), reminderText(card, state, stopToken));
			if (answer === null) return { state: { ...state, unusable: 0 }, consult: ask() };
			const { text, stop } = readMessage(answer, stopToken);
			if (text === "" && !stop) {
				const unusable = state.unusable + 1;
				if (unusable < TRIES) return { state: { ...state, unusable }, consult: ask() };
				return { state, decision: "no usable message", action: { ...say(""), stop: true } };
			}
			const said = state.said + (text === "" ? 0 : 1);
			return { state: { said, unusable: 0 }, action: { ...say(text), ...(stop && { stop }) } };
		},
	};
}

/** Takes the stop token, a leading name of the role and quotes around the whole off what a model wrote. */
export function readMessage(answer: string, stopToken: string): { text: string; stop: boolean } {
	const stop = answer.includes(stopToken);
	const text = answer
		.replaceAll(stopToken, "")
		.trim()
		.replace(/^\**user\**\s*:\**\s*/i, "")
		.replace(/^"([^"]*)"$/s, "$1")
		.trim();
	return { text, stop };
}

function personaText(card: UserCard, stopToken: string): string {
	return [
		"You play a person who talks to an assistant. You are the one who asks; the assistant answers.",
		`What you want: ${card.goal}`,
		factLines("You know, and tell when it helps or when you are asked:", card.known),
		factLines("You know, and never tell, hint at or confirm:", card.secret),
		topicLines("You do not know, and say so when you are asked:", card.unknown),
		card.style === "" ? "" : `How you talk: ${card.style}`,
		"Make nothing up. Give at most one or two facts in a message. Never help with the assistant's work and never speak for it.",
		`You are content when: ${card.stopWhen} Then, or when it leads nowhere, write ${stopToken} in your last message.`,
	]
		.filter((line) => line !== "")
		.join("\n\n");
}

const factLines = (title: string, facts: readonly Fact[]) =>
	facts.length === 0 ? "" : [title, ...facts.map(({ text }) => `- ${text}`)].join("\n");

const topicLines = (title: string, facts: readonly Fact[]) =>
	facts.length === 0 ? "" : [title, ...facts.map(({ topic }) => `- ${topic}`)].join("\n");

function reminderText(card: UserCard, { said }: PersonaState, stopToken: string): string {
	const left = card.patience - said;
	return `Stay the person: write your next message to the assistant and nothing else. You have ${left} left. ${stopToken} ends the conversation.`;
}
