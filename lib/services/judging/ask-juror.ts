import type { Outcome } from "#lib/arena/outcome.ts";
import { config } from "#lib/config/config.ts";
import { finishCall, startCall } from "#lib/db/call-store.ts";
import { generalRubric } from "#lib/judging/general-rubric.ts";
import type { LensName, LensPrompt } from "#lib/judging/lens.ts";
import type { RubricVerdict } from "#lib/judging/lenses/rubric.ts";
import { mergeRubricWindows } from "#lib/judging/merge-windows.ts";
import {
	type Order,
	outcomeInSlots,
	placeInOrder,
	type UnscoredReason,
} from "#lib/judging/orders.ts";
import { parseVerdict } from "#lib/judging/parse-verdict.ts";
import { pairWindows, withState } from "#lib/judging/windows.ts";
import { randomSlug, uuidV7 } from "#lib/kernel/ids.ts";
import type { RegisteredModel } from "#lib/models/registry.ts";
import { runtime } from "#lib/services/runtime.ts";
import type { JudgedPair } from "./judged-pair.ts";
import { lensPrompt } from "./lens-prompts.ts";

/** What one juror said of a pair in one order. */
export interface JurorReading {
	order: Order;
	lens: LensName;
	lensVersion: string;
	status: "ok" | UnscoredReason;
	reason: string | null;
	outcome: Outcome | null;
	verdict: unknown;
	callId: string | null;
	costUsd: number | null;
}

/** A reply that cannot be read is asked for once more. */
const TRIES = 2;
/** Retries of a call for faults that may pass. */
const CALL_TRIES = 3;
/** Messages that two neighbouring windows share. */
const WINDOW_OVERLAP = 1;

/**
 * Asks a juror for one reading. Long conversations are read in windows with carried notes. What cannot be parsed is
 * asked once more and is then unscored; a verdict is never guessed.
 */
export async function askJuror(
	pair: JudgedPair,
	juror: RegisteredModel,
	lens: LensName,
	order: Order,
	signal: AbortSignal,
): Promise<JurorReading> {
	const { first, second } = placeInOrder(pair, order);
	const charactersMax = config().PARLEY_JUROR_CHARACTERS_MAX;
	const windows = pairWindows(first, second, { charactersMax, overlap: WINDOW_OVERLAP });
	const base = { first, second, charactersMax };
	const verdicts: { messages: number; verdict: unknown }[] = [];
	let carried = "";
	let costUsd: number | null = null;
	let callId: string | null = null;
	let prompt: LensPrompt<unknown> | null = null;
	for (const [i, window] of windows.entries()) {
		const view = { number: i + 1, count: windows.length, ...window, carried };
		const nonce = randomSlug();
		prompt = lensPrompt(
			lens,
			windows.length === 1 ? { ...base, nonce } : { ...base, nonce, window: view },
		);
		const schema = windows.length === 1 ? prompt.schema : withState(prompt.schema);
		const asked = await askParsed({ ...prompt, schema }, pair, juror, signal);
		costUsd = asked.costUsd === null ? costUsd : (costUsd ?? 0) + asked.costUsd;
		callId = asked.callId;
		const facts = { order, lens, lensVersion: prompt.version, callId, costUsd };
		if (asked.status !== "ok")
			return { ...facts, status: asked.status, reason: asked.reason, outcome: null, verdict: null };
		const { state } = asked.verdict as { state?: string };
		carried = state ?? "";
		const size = window.first.to - window.first.from + window.second.to - window.second.from;
		verdicts.push({ messages: size, verdict: asked.verdict });
	}
	if (prompt === null) throw new Error("Broken invariant: a pair without a window");
	const verdict =
		lens === "rubric" && verdicts.length > 1
			? mergeRubricWindows(
					generalRubric,
					verdicts as { messages: number; verdict: RubricVerdict }[],
				)
			: verdicts.at(-1)?.verdict;
	const placed = prompt.outcomeOf(verdict);
	const facts = { order, lens, lensVersion: prompt.version, callId, costUsd, verdict };
	return placed === null
		? { ...facts, status: "nothing-seen", reason: "No criterion had an occasion.", outcome: null }
		: { ...facts, status: "ok", reason: null, outcome: outcomeInSlots(placed, order) };
}

type Asked = { callId: string | null; costUsd: number | null } & (
	| { status: "ok"; verdict: unknown }
	| { status: "unparseable" | "refused" | "failed"; reason: string }
);

async function askParsed(
	prompt: LensPrompt<unknown>,
	pair: JudgedPair,
	juror: RegisteredModel,
	signal: AbortSignal,
): Promise<Asked> {
	let costUsd: number | null = null;
	let last: Asked = { callId: null, costUsd, status: "failed", reason: "It was not asked." };
	for (let attempt = 1; attempt <= TRIES; attempt++) {
		const called = await call(prompt, pair, juror, attempt, signal);
		costUsd = called.costUsd === null ? costUsd : (costUsd ?? 0) + called.costUsd;
		if (called.text === null)
			return { callId: called.callId, costUsd, status: "failed", reason: called.code };
		const parsed = parseVerdict(called.text, prompt.schema);
		if (parsed.status === "ok")
			return { callId: called.callId, costUsd, status: "ok", verdict: parsed.verdict };
		last = { callId: called.callId, costUsd, status: parsed.status, reason: parsed.reason };
		if (parsed.status === "refused") break;
	}
	return last;
}

async function call(
	prompt: LensPrompt<unknown>,
	pair: JudgedPair,
	juror: RegisteredModel,
	attempt: number,
	signal: AbortSignal,
): Promise<{ text: string | null; code: string; callId: string; costUsd: number | null }> {
	const { port, clock } = runtime();
	for (let tryNumber = 1; ; tryNumber++) {
		const callId = uuidV7(clock.nowMs());
		const subject = {
			purpose: "juror" as const,
			battleId: pair.battleId,
			conversationId: null,
			replyId: null,
			turn: null,
			attempt,
			tryNumber,
			modelId: juror.id,
		};
		await startCall(callId, subject, new Date(clock.nowMs()));
		const outcome = await port.call({
			modelId: juror.id,
			messages: prompt.messages,
			seed: pair.seed,
			maxOutputTokens: config().PARLEY_REPLY_TOKENS_MAX,
			signal,
			onText: () => {},
		});
		await finishCall(callId, outcome);
		const { failure, trace } = outcome;
		if (outcome.state === "ok")
			return { text: outcome.text, code: "", callId, costUsd: trace.costUsd };
		signal.throwIfAborted();
		if (failure?.isRetryable !== true || tryNumber >= CALL_TRIES)
			return { text: null, code: failure?.code ?? "failed", callId, costUsd: trace.costUsd };
	}
}
