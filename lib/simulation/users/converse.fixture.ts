import { advance } from "#lib/simulation/episode/advance.ts";
import type { EpisodeEvent } from "#lib/simulation/episode/event.ts";
import { recordOf } from "#lib/simulation/episode/finish.ts";
import type { Observation } from "#lib/simulation/episode/observation.ts";
import type { EpisodeRecord } from "#lib/simulation/episode/record.ts";
import { newEpisode } from "#lib/simulation/episode/state.ts";
import type { ConsultMessage, Program } from "#lib/simulation/program.ts";
import { MAIN, type Scenario } from "#lib/simulation/scenario.ts";
import type { Suite } from "#lib/simulation/suite.ts";
import type { UserCard } from "./card.ts";

/** A scenario in which a user speaks first and the contested assistant answers. */
export function talkScenario(secret: unknown, turnsMax = 12): Scenario {
	return {
		suite: "talk",
		version: "1.0.0",
		seed: 7,
		control: MAIN,
		language: "en",
		category: "talk",
		tags: [],
		title: "A talk",
		seats: [
			{ name: "user", instructions: "" },
			{ name: "assistant", instructions: "" },
		],
		contested: "assistant",
		policy: {
			order: "round-robin",
			speakers: ["user", "assistant"],
			turnsMax,
			turnsMin: 1,
			stepsMax: 100,
			toolCallsPerTurnMax: 0,
			toolErrorsMax: 0,
			budget: { tokensMax: null, costUsdMax: null, toolCostMax: null },
			showCountdown: false,
		},
		history: [],
		init: null,
		secret,
	};
}

export interface Conversed {
	record: EpisodeRecord;
	/** What the user said. */
	said: string[];
	events: EpisodeEvent[];
	decisions: unknown[];
	/** What the consulted model was asked, call by call. */
	consulted: (readonly ConsultMessage[])[];
}

/** Plays a user against replies that were written before; the last one is said again and again. */
export function converse<State>(
	program: Program<State>,
	scenario: Scenario,
	replies: readonly string[],
	advise: (messages: readonly ConsultMessage[], call: number) => string = () => "",
): Conversed {
	const drivers = {
		user: { kind: "program" as const, program: program as Program, model: "adviser" },
		assistant: { kind: "model" as const, model: "assistant", tools: "native" as const },
	};
	// The loop reads nothing but the environment of a suite.
	const suite = { slug: "talk", environment: null } as unknown as Suite;
	let at = advance(
		newEpisode({ suite, scenario, drivers, replicate: 0, environment: "none" }),
		null,
	);
	const events = [...at.events];
	const consulted: (readonly ConsultMessage[])[] = [];
	let replied = 0;
	while (at.request.kind === "ask") {
		const { purpose, messages } = at.request;
		let text: string;
		if (purpose === "consult") {
			const asked = messages as readonly ConsultMessage[];
			text = advise(asked, consulted.length);
			consulted.push(asked);
		} else {
			text = replies[Math.min(replied, replies.length - 1)] ?? "";
			replied += 1;
		}
		at = advance(at.state, response(text));
		events.push(...at.events);
	}
	const record = recordOf(at.state);
	const said = record.messages.flatMap((m) =>
		m.kind === "text" && m.seat === "user" ? [m.text] : [],
	);
	const decisions = events.filter(({ kind }) => kind === "user-decision").map(({ data }) => data);
	return { record, said, events, decisions, consulted };
}

const response = (text: string): Observation => ({
	kind: "model-response",
	text,
	toolCalls: [],
	finish: "stop",
	usage: { tokensIn: null, tokensOut: null, costUsd: null },
	meta: null,
});

/** Someone who wants to change a booking, and keeps one thing to themselves. */
export const bookingCard: UserCard = {
	goal: "Move the booking to another day.",
	known: [
		{
			id: "booking",
			topic: "the number of the booking",
			text: "My booking is KX7714.",
			asks: ["booking number", "number", "reference"],
			marks: ["KX7714"],
		},
		{
			id: "day",
			topic: "the new day",
			text: "I want to come on the 23rd of May.",
			asks: ["day", "date", "when"],
			marks: ["23rd of May"],
		},
	],
	secret: [
		{
			id: "reason",
			topic: "why it is moved",
			text: "I have an appointment at the Larkfield clinic.",
			asks: ["why", "reason"],
			marks: ["Larkfield", "clinic"],
		},
	],
	unknown: [
		{
			id: "fare",
			topic: "the class of the fare",
			text: "The fare is Flexi Plus.",
			asks: ["fare", "class"],
			marks: ["Flexi Plus"],
		},
	],
	style: "Short sentences.",
	patience: 6,
	stopWhen: "the booking is moved.",
};
