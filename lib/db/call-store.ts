import type { CallFailure, CallOutcome, CallTrace } from "#lib/models/port.ts";
import { pool, type Queryable } from "./pool.ts";

/** What a call belongs to. All null for a conformance test. */
export interface CallSubject {
	purpose: "reply" | "conformance" | "episode" | "juror";
	battleId: string | null;
	conversationId: string | null;
	replyId: string | null;
	turn: number | null;
	attempt: number;
	/** 1 for the first call of an attempt; automatic retries count up. */
	tryNumber: number;
	modelId: string;
}

/**
 * Records that a call begins, before anything is sent, so that a process that dies leaves its trace
 * too. Provider and parameters follow at the end.
 */
export async function startCall(
	id: string,
	subject: CallSubject,
	startedAt: Date,
	on: Queryable = pool(),
): Promise<void> {
	await on.query(
		`INSERT INTO calls (id, purpose, battle_id, conversation_id, reply_id, turn, attempt, try_number, model_id,
		                    provider, requested_model, parameters, state, started_at)
		 SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, coalesce(e.provider, 'unknown'), coalesce(e.provider_model_id, 'unknown'), '{}', 'running', $10
		 FROM (SELECT 1) AS one LEFT JOIN endpoints e ON e.model_id = $9 AND e.position = 0`,
		[
			id,
			subject.purpose,
			subject.battleId,
			subject.conversationId,
			subject.replyId,
			subject.turn,
			subject.attempt,
			subject.tryNumber,
			subject.modelId,
			startedAt,
		],
	);
}

/** What a provider said, without what PostgreSQL can't hold: NUL and halves of surrogate pairs. */
const plainText = <T extends string | null>(text: T): T =>
	(text === null ? null : text.replaceAll("\0", "").toWellFormed()) as T;

/** Completes the record of a call with its outcome. */
export async function finishCall(
	id: string,
	outcome: CallOutcome,
	on: Queryable = pool(),
): Promise<void> {
	const trace: CallTrace = outcome.trace;
	const failure: CallFailure | null = outcome.failure;
	await on.query(
		`UPDATE calls SET state = $2, provider = $3, requested_model = $4, returned_model = $5, parameters = $6,
		   started_at = $7, first_token_ms = $8, duration_ms = $9, tokens_in = $10, tokens_out = $11,
		   tokens_reasoning = $12, tokens_cached = $13, tokens_estimated = $14, cost_usd = $15,
		   finish_reason = $16, http_status = $17, error_code = $18, error_text = $19
		 WHERE id = $1`,
		[
			id,
			outcome.state,
			trace.provider,
			trace.requestedModel,
			plainText(trace.returnedModel),
			plainText(JSON.stringify(trace.parameters).replaceAll("\\u0000", "")),
			trace.startedAt,
			trace.firstTokenMs,
			trace.durationMs,
			trace.tokensIn,
			trace.tokensOut,
			trace.tokensReasoning,
			trace.tokensCached,
			trace.tokensEstimated,
			trace.costUsd,
			plainText(trace.finishReason),
			failure?.httpStatus ?? trace.httpStatus,
			failure?.code ?? null,
			plainText(failure?.text ?? null),
		],
	);
}
