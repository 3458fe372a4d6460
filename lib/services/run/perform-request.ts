import { config } from "#lib/config/config.ts";
import { finishCall, startCall } from "#lib/db/call-store.ts";
import { uuidV7 } from "#lib/kernel/ids.ts";
import type { CallOutcome } from "#lib/models/port.ts";
import type { RegisteredModel } from "#lib/models/registry.ts";
import { loadRegistry } from "#lib/services/model/load-registry.ts";
import { waitToRetry } from "#lib/services/model/wait-to-retry.ts";
import { runtime } from "#lib/services/runtime.ts";
import type { Observation } from "#lib/simulation/episode/observation.ts";
import type { Request } from "#lib/simulation/episode/request.ts";
import type { EpisodeSetup } from "#lib/simulation/episode/state.ts";
import type { Json } from "#lib/simulation/json.ts";
import type { PlayerScene } from "#lib/simulation/players/scene.ts";
import { type EpisodeLog, storable } from "./episode-log.ts";
import { stopIfSpent } from "./run-budget.ts";
import { isProgram, sentSeed } from "./sent-seed.ts";
import { storableJson } from "./storable-json.ts";

type Ask = Extract<Request, { kind: "ask" }>;

export interface AskOptions {
	episodeId: string;
	/** Null for a conversation of no run. */
	runId: string | null;
	setup: EpisodeSetup;
	log: EpisodeLog;
	/** Of one call, for faults that may pass. */
	retries: number;
	signal: AbortSignal;
}

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
	if (model === undefined) return notFound;
	const isHouse = isProgram(model);
	if (!isHouse) await options.log.flush();
	for (let tryNumber = 1; ; tryNumber++) {
		if (!isHouse && options.runId !== null) await stopIfSpent(options.runId);
		const call = await callOnce(model, request, options, isHouse, tryNumber);
		const { outcome } = call;
		options.signal.throwIfAborted();
		const { failure } = outcome;
		if (failure === null || !failure.isRetryable || tryNumber > options.retries)
			return observe(outcome, call.meta);
		// Meanwhile a page, and whoever takes over from here, know of the call that failed.
		await options.log.flush();
		await waitToRetry(failure, tryNumber, options.signal);
	}
}

const notFound: Observation = {
	kind: "model-error",
	code: "not-found",
	fault: "infrastructure",
	usage: { tokensIn: null, tokensOut: null, costUsd: null },
	meta: null,
};

/** One call, with its trace. */
async function callOnce(
	model: RegisteredModel,
	request: Ask,
	{ episodeId, setup, log, signal }: AskOptions,
	isHouse: boolean,
	tryNumber: number,
): Promise<{ outcome: CallOutcome; meta: Json }> {
	const { port, clock } = runtime();
	const id = uuidV7(clock.nowMs());
	const { turn } = request.view;
	const subject = {
		purpose: "episode" as const,
		battleId: null,
		conversationId: episodeId,
		replyId: null,
		turn,
		attempt: 1,
		tryNumber,
		modelId: model.id,
	};
	if (!isHouse) await startCall(id, subject, new Date(clock.nowMs()));
	const outcome = await port.call({
		modelId: model.id,
		messages: request.messages.map((message) => ({ ...message })),
		seed: await sentSeed(model, request.seed),
		maxOutputTokens: config().PARLEY_REPLY_TOKENS_MAX,
		...(request.tools.length === 0 ? {} : { tools: request.tools }),
		...(isHouse && request.purpose === "reply" ? { scene: sceneOf(setup, request) } : {}),
		signal,
		onText: () => {},
	});
	if (!isHouse) await finishCall(id, outcome);
	log.count(outcome, isHouse ? { modelId: model.id, turn } : null);
	const { durationMs, firstTokenMs } = outcome.trace;
	return { outcome, meta: { callId: isHouse ? null : id, durationMs, firstTokenMs } };
}

/** What house players are told beside the prompt; it holds the key to the answers and never leaves the process. */
function sceneOf({ scenario }: EpisodeSetup, { view }: Ask): PlayerScene {
	const { suite, seed, control, language } = scenario;
	return { suite, seed, control, language, view };
}

/** What the episode is told of a call's outcome. */
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
			arguments: storableJson(given),
		})),
		finish: trace.finishReason,
		usage,
		meta,
	};
}
