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
import type { CallOutcome } from "#lib/models/port.ts";
import type { RegisteredModel } from "#lib/models/registry.ts";
import { waitToRetry } from "#lib/services/model/wait-to-retry.ts";
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
	/** The last call it took. */
	callId: string | null;
	/** What all its calls took. */
	spent: Spent;
}

/** What calls took; `costUsd` is null when no price is known. */
export interface Spent {
	calls: number;
	tokensIn: number;
	tokensOut: number;
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
 * asked once more and is then unscored; a verdict is never guessed. Throws when the signal aborts.
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
	const read: { messages: number; verdict: unknown }[] = [];
	const asking: Asking = { pair, juror, signal, spent: nothing, callId: null };
	let carried = "";
	let prompt: LensPrompt<unknown> | null = null;
	for (const [i, window] of windows.entries()) {
		const view = { number: i + 1, count: windows.length, ...window, carried };
		const nonce = randomSlug();
		const isWhole = windows.length === 1;
		prompt = lensPrompt(lens, isWhole ? { ...base, nonce } : { ...base, nonce, window: view });
		const { version, schema, messages } = prompt;
		const asked = await askParsed(messages, isWhole ? schema : withState(schema), asking);
		if (asked.status !== "ok")
			return {
				...factsOf(asking, lens, version, order),
				status: asked.status,
				reason: asked.reason,
				outcome: null,
				verdict: null,
			};
		const { state } = asked.verdict as { state?: string };
		carried = state ?? "";
		const size = window.first.to - window.first.from + window.second.to - window.second.from;
		read.push({ messages: size, verdict: asked.verdict });
	}
	if (prompt === null) throw new Error("Broken invariant: a pair without a window");
	const verdict = wholeVerdict(lens, read);
	const placed = prompt.outcomeOf(verdict);
	const facts = { ...factsOf(asking, lens, prompt.version, order), verdict };
	return placed === null
		? { ...facts, status: "nothing-seen", reason: "No criterion had an occasion.", outcome: null }
		: { ...facts, status: "ok", reason: null, outcome: outcomeInSlots(placed, order) };
}

/** A reading in the making: whom it asks about what, and what it took so far. */
interface Asking {
	pair: JudgedPair;
	juror: RegisteredModel;
	signal: AbortSignal;
	spent: Spent;
	callId: string | null;
}

const nothing: Spent = { calls: 0, tokensIn: 0, tokensOut: 0, costUsd: null };

const factsOf = ({ callId, spent }: Asking, lens: LensName, lensVersion: string, order: Order) => ({
	order,
	lens,
	lensVersion,
	callId,
	spent,
});

/** The verdict over all windows: merged for a rubric, else that of the last one, which knows the notes of all. */
function wholeVerdict(
	lens: LensName,
	read: readonly { messages: number; verdict: unknown }[],
): unknown {
	if (lens !== "rubric" || read.length === 1) return read.at(-1)?.verdict;
	// Each was parsed by the rubric's own schema.
	return mergeRubricWindows(generalRubric, read as { messages: number; verdict: RubricVerdict }[]);
}

type Asked =
	| { status: "ok"; verdict: unknown }
	| { status: "unparseable" | "refused" | "failed"; reason: string };

async function askParsed(
	messages: LensPrompt<unknown>["messages"],
	schema: LensPrompt<unknown>["schema"],
	asking: Asking,
): Promise<Asked> {
	let last: Asked = { status: "failed", reason: "It was not asked." };
	for (let attempt = 1; attempt <= TRIES; attempt++) {
		const { state, text, failure } = await call(messages, attempt, asking);
		if (state !== "ok") return { status: "failed", reason: failure?.code ?? "failed" };
		const parsed = parseVerdict(text, schema);
		if (parsed.status === "ok") return { status: "ok", verdict: parsed.verdict };
		last = { status: parsed.status, reason: parsed.reason };
		if (parsed.status === "refused") break;
	}
	return last;
}

/** One call with its trace, tried again after faults that may pass. */
async function call(
	messages: LensPrompt<unknown>["messages"],
	attempt: number,
	asking: Asking,
): Promise<CallOutcome> {
	const { port, clock } = runtime();
	const { pair, juror, signal } = asking;
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
			messages,
			seed: pair.seed,
			maxOutputTokens: config().PARLEY_REPLY_TOKENS_MAX,
			signal,
			onText: () => {},
		});
		await finishCall(callId, outcome);
		asking.callId = callId;
		asking.spent = addSpent(asking.spent, outcome);
		signal.throwIfAborted();
		const { failure } = outcome;
		if (failure?.isRetryable !== true || tryNumber >= CALL_TRIES) return outcome;
		await waitToRetry(failure, tryNumber, signal);
	}
}

function addSpent({ calls, tokensIn, tokensOut, costUsd }: Spent, { trace }: CallOutcome): Spent {
	return {
		calls: calls + 1,
		tokensIn: tokensIn + (trace.tokensIn ?? 0),
		tokensOut: tokensOut + (trace.tokensOut ?? 0),
		costUsd: trace.costUsd === null ? costUsd : (costUsd ?? 0) + trace.costUsd,
	};
}
