import { z } from "zod";
import type { Origin, Outcome, Side, Slot } from "./outcome.ts";

export const battleModes = ["blind", "named"] as const;
export const battleModeSchema = z.enum(battleModes);
export type BattleMode = z.infer<typeof battleModeSchema>;

/**
 * `open`: the voter may take a turn or vote. `answering`: a turn is running. `decided`: a final
 * vote is committed and the models are revealed; the voter may keep talking with the same two, but
 * later turns never count.
 */
export const battleStates = ["open", "answering", "decided"] as const;
export type BattleState = (typeof battleStates)[number];

/** `pending` and `streaming` are live; the rest are final until the voter retries. */
export const replyStates = [
	"pending",
	"streaming",
	"done",
	"stopped",
	"failed",
	"interrupted",
] as const;
export type ReplyState = (typeof replyStates)[number];

/** The neutral words for a failed reply: all that may reach a browser before the reveal. */
export const failureReasons = ["unavailable", "too-long", "refused-by-policy"] as const;
export type FailureReason = (typeof failureReasons)[number];

/** How replies are shown while they stream; stored with each battle. */
export const displayPolicies = ["gated-start", "as-received", "both-complete"] as const;
export const displayPolicySchema = z.enum(displayPolicies);
export type DisplayPolicy = z.infer<typeof displayPolicySchema>;

export const isLive = (state: ReplyState): boolean => state === "pending" || state === "streaming";

/** One contender's reply in one turn, as the battle's owner may see it. No identity. */
export interface ReplyView {
	slot: Slot;
	state: ReplyState;
	text: string;
	words: number;
	failureReason: FailureReason | null;
	/** True when a retry of this side would be accepted. */
	canRetry: boolean;
}

export interface TurnView {
	turn: number;
	text: string;
	replies: { a: ReplyView; b: ReplyView };
	/** The number of the last stream event already contained in the texts. */
	lastEventId: number;
	/** True while either reply is live. */
	isRunning: boolean;
}

export interface VoteView {
	voteId: string;
	scope: VoteScope;
	/** 0 for a vote on the whole battle. */
	turn: number;
	outcome: Outcome;
	reasons: { a: string[]; b: string[] };
	comment: string | null;
	strength: number | null;
	version: number;
	at: string;
	withdrawn: boolean;
	receipt: string;
}

export const voteScopes = ["turn", "battle"] as const;
export type VoteScope = (typeof voteScopes)[number];

/** Why a vote is left out of the boards by default; empty when it counts. */
export const exclusionReasons = [
	"named-mode",
	"leak",
	"failed-side",
	"changed-after-reveal",
	"withdrawn",
	"superseded",
	"voter-excluded",
	"turn-scope",
	"chosen-pair",
] as const;
export type ExclusionReason = (typeof exclusionReasons)[number];

/** What the voter learns about one contender after the reveal. */
export interface RevealedModel {
	slug: string;
	name: string;
	maker: string;
	/** `program` for a house model: a small program, not a language model. */
	kind: "language-model" | "program";
	licence: string | null;
	openWeights: boolean;
	/** Sums over the battle's replies. `null` where the provider reported nothing. */
	usage: {
		costUsd: number | null;
		tokensIn: number | null;
		tokensOut: number | null;
		ttftMs: number | null;
		durationMs: number | null;
	};
}

export interface RevealView {
	a: RevealedModel;
	b: RevealedModel;
	/** Probability, before this battle, that slot a beats slot b; null when the board knows too little. */
	expectedA: number | null;
	/** Of earlier decisive votes on this pair, the share that agrees with this one; null below 5 votes. */
	agreementShare: number | null;
	counts: boolean;
	exclusions: ExclusionReason[];
	/** Link of the replay page. */
	replayPath: string;
}

/** The owner's view: complete enough to redraw the page. `models` is null before the reveal. */
export interface BattleView {
	battleId: string;
	slug: string | null;
	state: BattleState;
	mode: BattleMode;
	origin: Origin;
	displayPolicy: DisplayPolicy;
	/** Which slot stands on the left. */
	sides: { a: Side; b: Side };
	category: string | null;
	language: string | null;
	turnsMax: number;
	turns: TurnView[];
	votes: VoteView[];
	models: { a: { slug: string; name: string }; b: { slug: string; name: string } } | null;
	reveal: RevealView | null;
	createdAt: string;
}
