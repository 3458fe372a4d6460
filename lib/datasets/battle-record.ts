import type { BattleMode, BattleState, ReplyState, VoteScope } from "#lib/arena/battle.ts";
import type { Origin, Outcome, Side, Slot } from "#lib/arena/outcome.ts";
import type { StyleCounts } from "#lib/arena/style.ts";

/** One request to an endpoint, as it leaves the house: without the provider's own error text. */
export interface CallRecord {
	turn: number;
	/** The reply's attempt, and the call's number within it; both from 1. */
	attempt: number;
	tryNumber: number;
	state: string;
	provider: string;
	requestedModel: string;
	returnedModel: string | null;
	parameters: Record<string, unknown>;
	/** ISO 8601, UTC. */
	startedAt: string;
	firstTokenMs: number | null;
	durationMs: number | null;
	tokensIn: number | null;
	tokensOut: number | null;
	tokensReasoning: number | null;
	tokensCached: number | null;
	/** The provider reported no usage; the counts are Parley's estimate. */
	tokensEstimated: boolean;
	costUsd: number | null;
	finishReason: string | null;
	httpStatus: number | null;
	errorCode: string | null;
}

/** A contender's message in one turn. `text` is empty when nothing arrived. */
export interface ReplyRecord {
	state: ReplyState;
	text: string;
	/** The text was cut here (in characters); null when it is whole. */
	cutOffset: number | null;
	failureReason: string | null;
	attempt: number;
	style: StyleCounts | null;
	hasLeak: boolean;
}

export interface TurnRecord {
	/** From 1. */
	turn: number;
	/** What the person wrote, the same to both. */
	text: string;
	replies: Record<Slot, ReplyRecord>;
}

export interface ContenderRecord {
	slug: string;
	name: string;
	maker: string;
	kind: string;
	licence: string | null;
	openWeights: boolean;
	/** SHA-256 of the system text in force, hexadecimal; null without one. */
	systemPromptHash: string | null;
	/** 31-bit seed passed to endpoints that take one; null where each call had its own. */
	seed: number | null;
	/** By turn, attempt and try. */
	calls: CallRecord[];
}

/** A message of a simulated conversation as one contender wrote or met it. */
export interface SaidMessage {
	role: "user" | "assistant";
	/** 0 for a history. */
	turn: number;
	text: string;
}

/** What two contenders of a simulated battle were put into, each in a conversation of its own. */
export interface SimulationRecord {
	scenario: {
		suite: string;
		/** The control, and what tells the scenarios of a suite apart: the seed, or a pseudonym where that is private. */
		key: string;
		version: string;
		/** Null where it is private. */
		seed: number | null;
	};
	said: Record<Slot, SaidMessage[]>;
}

/**
 * One version of one judgement. Who judged is only a pseudonym: ids of voters never get this far. Judgements of one
 * scenario by programs and juries share one, for that is what their errors hang together by.
 */
export interface JudgementRecord {
	id: string;
	/** `human`, `script:<name>`, `check:<suite>` or `llm:<jurors>`. */
	judge: string;
	judgeId: string;
	scope: VoteScope;
	/** 0 for a vote on the whole battle. */
	turn: number;
	outcome: Outcome;
	strength: number | null;
	reasons: Record<Slot, string[]>;
	comment: string | null;
	leftSlot: Slot;
	dwellMs: number | null;
	version: number;
	supersedesId: string | null;
	isCurrent: boolean;
	/** When this version or a later one of the same vote was taken back. */
	withdrawnAt: string | null;
	/** Why it does not count on the boards; empty when it does. */
	exclusions: string[];
	/** Turns taken when it was cast. */
	turnsCount: number;
	/** ISO 8601, UTC. */
	at: string;
}

/** A revealed battle with everything an export may say about it. */
export interface BattleRecord {
	id: string;
	createdAt: string;
	revealedAt: string;
	origin: Origin;
	mode: BattleMode;
	state: BattleState;
	category: string | null;
	language: string | null;
	categories: string[];
	categoriserVersion: string | null;
	pairingReason: string;
	/** Probability of this unordered pair; null when it was chosen by name. */
	propensity: number | null;
	sideOfA: Side;
	displayPolicy: string;
	consentVersion: string | null;
	hasLeak: boolean;
	/** The scripted voter of the demo who played it. */
	scriptedBy: string | null;
	contenders: Record<Slot, ContenderRecord>;
	/** Empty in a simulated battle of two conversations. */
	turns: TurnRecord[];
	/** Null where both contenders answered the same messages. */
	simulation: SimulationRecord | null;
}

/** One judgement in its battle: what a row of a vote format is made from. */
export interface VoteRecord {
	battle: BattleRecord;
	judgement: JudgementRecord;
	/** Place of this judgement among those of its battle, from 1, in the order of time. */
	order: number;
}
