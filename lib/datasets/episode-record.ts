import type { Outcome } from "#lib/arena/outcome.ts";
import type { Json } from "#lib/simulation/json.ts";

/** A message as the contested seat's model saw or wrote it. */
export interface EpisodeMessage {
	role: "system" | "user" | "assistant" | "tool";
	text: string;
	/** Of an assistant message: the tools it called; else empty. */
	toolCalls: readonly { id: string; name: string; arguments: Json }[];
	/** Of a tool message: the call that it answers; else null. */
	answers: { id: string; name: string } | null;
	/** Who said it; null for what no seat said: the system message, what an environment shows. */
	seat: string | null;
	/** 0 for the system message and a history. */
	turn: number;
}

/** What a feedback user or a critic gave to the contested seat's reply of a turn. */
export interface EpisodeFeedback {
	turn: number;
	/** What is wrong with it; null when none was given. */
	critique: string | null;
	/** How it should have been; null when none was given. */
	refinement: string | null;
	/** Whoever gave it knew the right answer. */
	withGold: boolean;
	/** Score of the reply, and of the next one; null where it was not scored. */
	scoreBefore: number | null;
	scoreAfter: number | null;
}

/** A finished simulated conversation with everything an export may say about it. No secrets. */
export interface RecordedEpisode {
	id: string;
	suite: string;
	/** Of the suite. */
	version: string;
	/** Null where it is private. */
	seed: number | null;
	/** Tells the scenarios of a suite apart: the seed, or a pseudonym where that is private. */
	scenarioKey: string;
	replicate: number;
	control: string;
	language: string;
	/** What it is about, in a line. */
	title: string;
	contested: string;
	/** Slug of the model in the contested seat. */
	model: string;
	/** Drivers of the other seats in words, with versions. */
	others: Readonly<Record<string, string>>;
	turnsMax: number;
	/** Tools that the contested seat was offered. */
	tools: readonly {
		name: string;
		description: string;
		parameters: { readonly [key: string]: Json };
	}[];
	/**
	 * Oldest first, in the endpoint's own form of tool calls. What the contested seat said has the role
	 * `assistant`. Messages of one role may follow each other.
	 */
	messages: readonly EpisodeMessage[];
	/** What the environment gave for a message of the contested seat, by its place in `messages`; none is 0. */
	rewards: readonly { message: number; reward: number }[];
	feedback: readonly EpisodeFeedback[];
	metrics: Readonly<Record<string, number | null>>;
	/** The suite's primary number, with its sign turned where lower is better: higher is always better. */
	score: number | null;
	/** Its end says nothing about the model, or its user was found to have helped or hindered it. */
	isVoid: boolean;
	/** Where it was cut from another: the contested seat's message of `turn` is the first of its own. */
	fork: { parentId: string; turn: number } | null;
	pairingKey: string;
}

/** Two conversations that may be compared, and what was said of them. */
export interface EpisodePair {
	id: string;
	a: RecordedEpisode;
	b: RecordedEpisode;
	outcome: Outcome;
	/** Such as `check:ladder`, `llm:juror`, `human`. */
	judge: string;
	/** By how much, in the judge's own unit, never negative; null when it does not say. */
	margin: number | null;
}
