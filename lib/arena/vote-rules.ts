import {
	type BattleMode,
	type BattleState,
	type ExclusionReason,
	exclusionReasons,
	isLive,
	type ReplyState,
	type VoteScope,
} from "./battle.ts";

/** The states of both replies of one turn. */
export interface ReplyStates {
	a: ReplyState;
	b: ReplyState;
}

/** Whether a move is allowed; `code` is the stable code of the HTTP interface. */
export type Move<Code extends string> = { ok: true } | { ok: false; code: Code };

const allowed = { ok: true } as const;
const refused = <Code extends string>(code: Code) => ({ ok: false, code }) as const;

/** A side that has no whole reply through no choice of the voter. A stopped one is their choice. */
const isFailed = (state: ReplyState) => state === "failed" || state === "interrupted";

const isRunning = (replies: ReplyStates) => isLive(replies.a) || isLive(replies.b);

/**
 * Why a vote is left out of the boards by default, in the order of `exclusionReasons`; empty when
 * it counts. The vote itself is kept in every case.
 *
 * `turns` are the turns the vote is about: the one turn of a turn vote, all turns up to the
 * reveal for a battle vote. `endsBattle` is true for a turn vote with which the voter asked for the
 * reveal: it is then their final word and counts as one on the battle.
 */
export function voteExclusions(vote: {
	mode: BattleMode;
	scope: VoteScope;
	endsBattle: boolean;
	turns: readonly ReplyStates[];
	hasLeak: boolean;
	changedAfterReveal: boolean;
	voterExcluded: boolean;
	withdrawn?: boolean;
	superseded?: boolean;
}): ExclusionReason[] {
	const holds: Record<ExclusionReason, boolean> = {
		"named-mode": vote.mode === "named",
		leak: vote.hasLeak,
		"failed-side": vote.turns.some((turn) => isFailed(turn.a) || isFailed(turn.b)),
		"changed-after-reveal": vote.changedAfterReveal,
		withdrawn: vote.withdrawn ?? false,
		superseded: vote.superseded ?? false,
		"voter-excluded": vote.voterExcluded,
		"turn-scope": vote.scope === "turn" && !vote.endsBattle,
		// Of simulated battles alone, and not by how a voter votes; see make-battles.ts.
		"chosen-pair": false,
	};
	return exclusionReasons.filter((reason) => holds[reason]);
}

/**
 * May the voter send the next message? `lastTurn` holds the replies of the latest turn, `null`
 * before the first. A failed side doesn't end the conversation. After the reveal the same two may
 * go on talking (those turns never count), unless `closesAtReveal`.
 */
export function canTakeTurn(battle: {
	state: BattleState;
	lastTurn: ReplyStates | null;
	turnsTaken: number;
	turnsMax: number;
	closesAtReveal?: boolean;
}): Move<"turn-in-progress" | "battle-closed" | "turn-limit"> {
	if (battle.state === "decided" && battle.closesAtReveal) return refused("battle-closed");
	if (battle.state === "answering") return refused("turn-in-progress");
	if (battle.lastTurn !== null && isRunning(battle.lastTurn)) return refused("turn-in-progress");
	if (battle.turnsTaken >= battle.turnsMax) return refused("turn-limit");
	return allowed;
}

/**
 * May the voter vote? `turns` are the replies of the turns the vote is about (see
 * `voteExclusions`), empty when there is no such turn. Voting opens when every reply is finished
 * or failed. After the reveal only a vote cast before it may still be changed (`hasVote`: the voter
 * has a current vote for the same scope and turn).
 */
export function canVote(vote: {
	state: BattleState;
	turns: readonly ReplyStates[];
	hasVote: boolean;
}): Move<"vote-too-early" | "revealed"> {
	if (vote.state === "decided") return vote.hasVote ? allowed : refused("revealed");
	if (vote.turns.length === 0 || vote.turns.some(isRunning)) return refused("vote-too-early");
	return allowed;
}

/**
 * May a reply be generated again? Only a failed or interrupted one, only in the latest turn (later
 * turns were answered with it in mind), and never one that was judged.
 */
export function canRetry(reply: {
	state: ReplyState;
	isLastTurn: boolean;
	isJudged: boolean;
}): Move<"turn-in-progress" | "not-failed" | "turn-over" | "already-judged"> {
	if (isLive(reply.state)) return refused("turn-in-progress");
	if (!isFailed(reply.state)) return refused("not-failed");
	if (!reply.isLastTurn) return refused("turn-over");
	if (reply.isJudged) return refused("already-judged");
	return allowed;
}
