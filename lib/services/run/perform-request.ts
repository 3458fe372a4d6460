import { setTimeout as sleep } from "node:timers/promises";
import { config } from "#lib/config/config.ts";
import { finishCall, startCall } from "#lib/db/call-store.ts";
import { uuidV7 } from "#lib/kernel/ids.ts";
import type { CallOutcome } from "#lib/models/port.ts";
import type { RegisteredModel } from "#lib/models/registry.ts";
import { loadRegistry } from "#lib/services/model/load-registry.ts";
import { runtime } from "#lib/services/runtime.ts";
import type { Observation } from "#lib/simulation/episode/observation.ts";
import type { Request } from "#lib/simulation/episode/request.ts";
import type { EpisodeSetup } from "#lib/simulation/episode/state.ts";
import type { Json } from "#lib/simulation/json.ts";
import type { PlayerScene } from "#lib/simulation/players/scene.ts";
import { type EpisodeLog, storable } from "./episode-log.ts";

type Ask = Extract<Request, { kind: "ask" }>;

export interface AskOptions {
	episodeId: string;
	setup: EpisodeSetup;
	log: EpisodeLog;
	/** Of one call, for faults that may pass. */
	retries: number;
	signal: AbortSignal;
}

/** The longest wait before a call is tried again, in ms, whatever the endpoint asks for. */
const WAIT_MAX_MS = 30_000;
const WAIT_FIRST_MS = 500;

/** Codes of failures that are the model's own doing. */
const agentFaults: ReadonlySet<string> = new Set(["empty", "too-long", "content-filter"]);

/**
 * Asks a model and gives what the episode is told of it. Every call leaves a trace; faults that may pass are tried
 * again. Calls of endpoints outside are recorded before they are sent, and the events before them are stored first,
 * so that a process that dies leaves what it had paid for.
 */
export async function askModel(request: Ask, options: AskOptions): Promise<Observation> {
	const { bySlug } = await loadRegistry();
	const model = bySlug.get(request.model);
	if (model === undefined)
		return {
			kind: "model-error",
			code: "not-found",
			fault: "infrastructure",
			usage: noUsage,
			meta: null,
		};
	const isProgram = model.endpoints.every(({ provider }) => provider === "house");
	if (!isProgram) await options.log.flush();
	for (let tryNumber = 1; ; tryNumber++) {
		const call = await callOnce(model, request, options, isProgram, tryNumber);
		const { outcome } = call;
		options.signal.throwIfAborted();
		const { failure } = outcome;
		if (failure === null || !failure.isRetryable || tryNumber > options.retries)
			return observe(outcome, call.meta);
		const wait = failure.retryAfterMs ?? WAIT_FIRST_MS * 2 ** (tryNumber - 1);
		await sleep(Math.min(wait, WAIT_MAX_MS), undefined, { signal: options.signal });
	}
}

const noUsage = { tokensIn: null, tokensOut: null, costUsd: null };

async function callOnce(
	model: RegisteredModel,
	request: Ask,
	{ episodeId, setup, log, signal }: AskOptions,
	isProgram: boolean,
	tryNumber: number,
): Promise<{ outcome: CallOutcome; meta: Json }> {
	const { port, clock } = runtime();
	const { scenario } = setup;
	const scene: PlayerScene = {
		suite: scenario.suite,
		seed: scenario.seed,
		control: scenario.control,
		language: scenario.language,
		view: request.view,
	};
	const id = uuidV7(clock.nowMs());
	const { turn } = request.view;
	if (!isProgram)
		await startCall(
			id,
			{
				purpose: "episode",
				battleId: null,
				conversationId: episodeId,
				replyId: null,
				turn,
				attempt: 1,
				tryNumber,
				modelId: model.id,
			},
			new Date(clock.nowMs()),
		);
	const outcome = await port.call({
		modelId: model.id,
		messages: request.messages.map((message) => ({ ...message })),
		seed: request.seed,
		maxOutputTokens: config().PARLEY_REPLY_TOKENS_MAX,
		...(request.tools.length === 0 ? {} : { tools: request.tools }),
		...(isProgram && request.purpose === "reply" ? { scene } : {}),
		signal,
		onText: () => {},
	});
	if (!isProgram) await finishCall(id, outcome);
	log.count(outcome, isProgram ? { modelId: model.id, turn } : null, outcome);
	const { durationMs, firstTokenMs } = outcome.trace;
	return { outcome, meta: { callId: isProgram ? null : id, durationMs, firstTokenMs } };
}

function observe(outcome: CallOutcome, meta: Json): Observation {
	const { trace, failure } = outcome;
	const { tokensIn, tokensOut, costUsd } = trace;
	const usage = { tokensIn, tokensOut, costUsd };
	if (failure !== null) {
		const fault = agentFaults.has(failure.code)
			? "agent"
			: failure.code === "context-exceeded"
				? "context"
				: "infrastructure";
		return { kind: "model-error", code: failure.code, fault, usage, meta };
	}
	return {
		kind: "model-response",
		text: storable(outcome.text),
		toolCalls: (outcome.toolCalls ?? []).map(({ name, arguments: given }) => ({
			name: storable(name),
			arguments: JSON.parse(
				storable(JSON.stringify(given ?? null)).replaceAll("\\u0000", ""),
			) as Json,
		})),
		finish: trace.finishReason,
		usage,
		meta,
	};
}
