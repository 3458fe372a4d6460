import type {
	BattleMode,
	DisplayPolicy,
	ExclusionReason,
	FailureReason,
	ReplyState,
	VoteScope,
} from "./battle.ts";
import type { Origin, Outcome, Side, Slot } from "./outcome.ts";

/** One call behind a reply. Times in ms, money in US dollars, `null` where nothing was reported. */
export interface ReplayCall {
	callId: string;
	attempt: number;
	tryNumber: number;
	/** Slug of the model that was called: another one than the contender's before a reserve took over. */
	model: string;
	provider: string;
	requestedModel: string;
	/** What the provider said it ran. */
	returnedModel: string | null;
	parameters: Record<string, unknown>;
	state: "running" | "ok" | "failed" | "aborted";
	startedAt: string;
	firstTokenMs: number | null;
	durationMs: number | null;
	tokensIn: number | null;
	tokensOut: number | null;
	tokensReasoning: number | null;
	tokensCached: number | null;
	/** The counts are our estimate because the provider reported none. */
	tokensEstimated: boolean;
	costUsd: number | null;
	finishReason: string | null;
	httpStatus: number | null;
	errorCode: string | null;
	errorText: string | null;
}

export interface ReplayReply {
	slot: Slot;
	state: ReplyState;
	text: string;
	words: number;
	failureReason: FailureReason | null;
	attempt: number;
	hasLeak: boolean;
	calls: ReplayCall[];
}

export interface ReplayVote {
	scope: VoteScope;
	/** 0 for the whole battle. */
	turn: number;
	outcome: Outcome;
	reasons: { a: string[]; b: string[] };
	comment: string | null;
	version: number;
	at: string;
	withdrawn: boolean;
	exclusions: ExclusionReason[];
}

export interface ReplayTurn {
	turn: number;
	text: string;
	startedAt: string;
	endedAt: string | null;
	replies: { a: ReplayReply; b: ReplayReply };
}

/** One entry of a conversation's append-only log. */
export interface ReplayEvent {
	slot: Slot;
	seq: number;
	at: string;
	kind: string;
	data: unknown;
}

export interface ReplayContender {
	slug: string;
	name: string;
	maker: string;
	kind: "language-model" | "program";
	licence: string | null;
}

/** A battle after its reveal with everything that is known of how it came about. */
export interface ReplayView {
	slug: string;
	/** Only the owner is told the battle's id. */
	battleId: string | null;
	isOwner: boolean;
	isShared: boolean;
	mode: BattleMode;
	origin: Origin;
	displayPolicy: DisplayPolicy;
	pairingReason: string;
	/** Probability with which the pair was drawn; null when chosen by name. */
	propensity: number | null;
	language: string | null;
	categories: string[];
	sides: { a: Side; b: Side };
	createdAt: string;
	revealedAt: string;
	contenders: { a: ReplayContender; b: ReplayContender };
	turns: ReplayTurn[];
	votes: ReplayVote[];
	events: ReplayEvent[];
}
