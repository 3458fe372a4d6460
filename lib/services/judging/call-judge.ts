import { config } from "#lib/config/config.ts";
import { type CallSubject, finishCall, startCall } from "#lib/db/call-store.ts";
import { uuidV7 } from "#lib/kernel/ids.ts";
import type { CallOutcome, ChatMessage } from "#lib/models/port.ts";
import type { RegisteredModel } from "#lib/models/registry.ts";
import { waitToRetry } from "#lib/services/model/wait-to-retry.ts";
import { sentSeed } from "#lib/services/run/sent-seed.ts";
import { runtime } from "#lib/services/runtime.ts";

/** What calls took; `costUsd` is null when no price is known. */
export interface Spent {
	calls: number;
	tokensIn: number;
	tokensOut: number;
	costUsd: number | null;
}

export const nothingSpent: Spent = { calls: 0, tokensIn: 0, tokensOut: 0, costUsd: null };

/** Whom a judging model is asked about. */
export interface JudgeCall {
	model: RegisteredModel;
	about: Pick<CallSubject, "battleId" | "conversationId" | "turn">;
	/** The scenario's; an endpoint outside is sent a hash of it (`sentSeed`). */
	seed: number;
	/** From 1: how often it was asked for what it could not say properly. */
	attempt: number;
	signal: AbortSignal;
}

/** Calls for faults that may pass, the first one included. */
const TRIES = 3;

/**
 * Asks a judging model once, again after faults that may pass. Every call leaves a trace. Throws when the signal
 * aborts.
 */
export async function callJudge(
	messages: readonly ChatMessage[],
	{ model, about, seed, attempt, signal }: JudgeCall,
): Promise<{ outcome: CallOutcome; callId: string; spent: Spent }> {
	const { port, clock } = runtime();
	const sent = await sentSeed(model, seed);
	let spent = nothingSpent;
	for (let tryNumber = 1; ; tryNumber++) {
		const callId = uuidV7(clock.nowMs());
		const subject: CallSubject = {
			...about,
			purpose: "juror",
			replyId: null,
			attempt,
			tryNumber,
			modelId: model.id,
		};
		await startCall(callId, subject, new Date(clock.nowMs()));
		const outcome = await port.call({
			modelId: model.id,
			messages: [...messages],
			seed: sent,
			maxOutputTokens: config().PARLEY_REPLY_TOKENS_MAX,
			signal,
			onText: () => {},
		});
		await finishCall(callId, outcome);
		spent = addSpent(spent, ofCall(outcome));
		signal.throwIfAborted();
		const { failure } = outcome;
		if (failure?.isRetryable !== true || tryNumber >= TRIES) return { outcome, callId, spent };
		await waitToRetry(failure, tryNumber, signal);
	}
}

const ofCall = ({ trace }: CallOutcome): Spent => ({
	calls: 1,
	tokensIn: trace.tokensIn ?? 0,
	tokensOut: trace.tokensOut ?? 0,
	costUsd: trace.costUsd,
});

/** Both together. */
export function addSpent(one: Spent, other: Spent): Spent {
	return {
		calls: one.calls + other.calls,
		tokensIn: one.tokensIn + other.tokensIn,
		tokensOut: one.tokensOut + other.tokensOut,
		costUsd:
			one.costUsd === null && other.costUsd === null
				? null
				: (one.costUsd ?? 0) + (other.costUsd ?? 0),
	};
}
