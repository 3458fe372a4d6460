import type { FailureReason } from "#lib/arena/battle.ts";
import { drawReserve } from "#lib/arena/pairing.ts";
import { config } from "#lib/config/config.ts";
import { finishCall, startCall } from "#lib/db/call-store.ts";
import type { Queryable } from "#lib/db/pool.ts";
import { transaction } from "#lib/db/transaction.ts";
import { log } from "#lib/http/log.ts";
import { uuidV7 } from "#lib/kernel/ids.ts";
import type { CallOutcome } from "#lib/models/port.ts";
import { runtime } from "#lib/services/runtime.ts";
import { appendEvent } from "./append-event.ts";
import { loadCandidates } from "./load-candidates.ts";
import type { ReplyTask, TurnTask } from "./running-turn.ts";

/** Longest wait before the one automatic retry, in ms: a voter is looking at an empty side. */
const RETRY_WAIT_MAX_MS = 5000;
const RETRY_WAIT_MS = 300;

/**
 * Calls the slot's model. A call that fails before any text arrived is made once more if that may
 * help, and then, in the first turn of a blind battle, by a reserve model in its place. Every call
 * is traced, from its beginning. Never rejects: what cannot be mended is a neutral failure.
 */
export async function generateReply(
	turn: TurnTask,
	task: ReplyTask,
	signal: AbortSignal,
	onText: (text: string) => void,
): Promise<{ failure: FailureReason | null }> {
	const tried = new Set([task.modelId]);
	let modelId = task.modelId;
	let triesLeft = 1;
	let hasReserve = turn.isBlind && turn.turn === 1 && task.attempt === 1;
	try {
		for (let tryNumber = 1; ; tryNumber++) {
			const outcome = await tracedCall(turn, task, modelId, tryNumber, signal, onText);
			if (outcome.state !== "failed" || outcome.failure === null) return { failure: null };
			const { failure } = outcome;
			if (outcome.text !== "" || signal.aborted) return { failure: failure.reason };
			if (failure.isRetryable && triesLeft > 0) {
				triesLeft -= 1;
				await appendEvent(task.conversationId, "model-retry", {
					turn: turn.turn,
					code: failure.code,
				});
				await pause(Math.min(failure.retryAfterMs ?? RETRY_WAIT_MS, RETRY_WAIT_MAX_MS), signal);
				continue;
			}
			const reserve = hasReserve ? await takeReserve(turn, task, tried, failure.code) : null;
			hasReserve = false;
			if (reserve === null) return { failure: failure.reason };
			tried.add(reserve);
			modelId = reserve;
			triesLeft = 1;
		}
	} catch (error) {
		log().error(
			{ err: error, battleId: turn.battleId, turn: turn.turn },
			"a reply could not be generated",
		);
		return { failure: "unavailable" };
	}
}

async function tracedCall(
	turn: TurnTask,
	task: ReplyTask,
	modelId: string,
	tryNumber: number,
	signal: AbortSignal,
	onText: (text: string) => void,
): Promise<CallOutcome> {
	const callId = tryNumber === 1 ? task.firstCallId : uuidV7(runtime().clock.nowMs());
	if (tryNumber > 1)
		await startCall(
			callId,
			{
				purpose: "reply",
				battleId: turn.battleId,
				conversationId: task.conversationId,
				replyId: task.replyId,
				turn: turn.turn,
				attempt: task.attempt,
				tryNumber,
				modelId,
			},
			new Date(runtime().clock.nowMs()),
		);
	const outcome = await runtime().port.call({
		modelId,
		messages: task.messages,
		seed: task.seed,
		maxOutputTokens: config().PARLEY_REPLY_TOKENS_MAX,
		signal,
		onText,
	});
	await keepTrace(callId, outcome);
	return outcome;
}

/** How often a trace is tried again while the database is away, and how long is waited between, in ms. */
const TRACE_TRIES = 60;
const TRACE_WAIT_MS = 1000;

/**
 * Completes a call's trace. What became of the reply does not hang on it: when it can't be written
 * now, it is tried again beside the reply.
 */
async function keepTrace(callId: string, outcome: CallOutcome): Promise<void> {
	const again = async (error: unknown) => {
		for (let tries = 1; ; tries++) {
			log().error({ err: error, callId, tries }, "a call's trace could not be completed yet");
			if (tries === TRACE_TRIES) return;
			await new Promise((resolve) => setTimeout(resolve, TRACE_WAIT_MS).unref());
			try {
				return await finishCall(callId, outcome);
			} catch (next) {
				error = next;
			}
		}
	};
	await finishCall(callId, outcome).catch((error) => void again(error));
}

/**
 * Puts a model that is neither of the two into the slot, in the battle, its conversation and the
 * reply at once. Null when there is none, or when the reply is no longer ours: a process that was
 * slow must not change a battle that others went on with.
 */
async function takeReserve(
	turn: TurnTask,
	task: ReplyTask,
	tried: Set<string>,
	code: string,
): Promise<string | null> {
	const candidates = await loadCandidates();
	return transaction(async (client) => {
		const { rows } = await client.query<{ a: string; b: string }>(
			`SELECT model_a_id AS a, model_b_id AS b FROM battles WHERE id = $1 AND revealed_at IS NULL
			   AND EXISTS (SELECT 1 FROM replies WHERE id = $2 AND lease_owner = $3 AND attempt = $4 AND state IN ('pending', 'streaming'))
			 FOR UPDATE`,
			[turn.battleId, task.replyId, runtime().processId, task.attempt],
		);
		if (rows[0] === undefined) return null;
		const reserve = drawReserve(candidates, [...tried, rows[0].a, rows[0].b], runtime().random);
		if (reserve === null) return null;
		const column = task.slot === "a" ? "model_a_id" : "model_b_id";
		await client.query(
			`UPDATE battles SET ${column} = $2, pairing_reason = 'reserve', propensity = NULL WHERE id = $1`,
			[turn.battleId, reserve.id],
		);
		await client.query("UPDATE conversations SET model_id = $2 WHERE id = $1", [
			task.conversationId,
			reserve.id,
		]);
		await client.query("UPDATE replies SET model_id = $2 WHERE id = $1", [
			task.replyId,
			reserve.id,
		]);
		await appendEvent(
			task.conversationId,
			"note",
			{ what: "reserve-model", because: code, replaced: task.modelId },
			client,
		);
		return reserve.id;
	});
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		const timer = setTimeout(done, ms);
		function done() {
			clearTimeout(timer);
			signal.removeEventListener("abort", done);
			resolve();
		}
		signal.addEventListener("abort", done, { once: true });
	});
}

/** Marks the calls of replies that died with their process; their tokens are unknown. */
export async function abandonCalls(replyIds: string[], client: Queryable): Promise<void> {
	await client.query(
		`UPDATE calls SET state = 'aborted', error_code = 'process-died', duration_ms = extract(epoch FROM now() - started_at) * 1000
		 WHERE reply_id = ANY($1) AND state = 'running'`,
		[replyIds],
	);
}
