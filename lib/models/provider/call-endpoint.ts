import type {
	JSONValue,
	LanguageModelV4,
	LanguageModelV4CallOptions,
	LanguageModelV4StreamPart,
} from "@ai-sdk/provider";
import { environmentValue } from "#lib/config/config.ts";
import type { Provider } from "#lib/models/declared/declaration.ts";
import type { CallFailure, CallInput, CallOutcome, CallTrace } from "#lib/models/port.ts";
import { outputTokensMax, type RequestSettings, toCallOptions } from "./call-options.ts";
import { type CallTimeouts, startCallTimers } from "./call-timers.ts";
import { classifyFailure, failureOf } from "./classify-failure.ts";
import { estimateTokens } from "./estimate-tokens.ts";
import { ProviderFault } from "./fault.ts";
import { languageModelFor } from "./language-models.ts";
import { costUsd, type Price } from "./price.ts";
import { callProbes } from "./provider-fetch.ts";
import { textFilter } from "./text-filter.ts";

/** All that a call to one endpoint needs to know of it and of its model. */
export interface CallTarget extends RequestSettings {
	provider: Provider;
	providerModelId: string;
	baseUrl: string | null;
	keyEnv: string | null;
	/** An operator named the address. */
	trusted: boolean;
	price: Price;
}

export interface CallSettings {
	timeouts: CallTimeouts;
	/** How long chunks may be held back to be handed on together, after the first text. */
	coalesceMs: number;
	/** Replaces the SDK's model, in tests. */
	languageModel?: LanguageModelV4;
}

/** More characters than this per token allowed is not the reply of a model that keeps the limit. */
const charsPerTokenMax = 16;
/** Room for the events around the text: about 400 bytes a token, several times over. */
const bytesPerTokenMax = 2048;
const bytesMin = 1_048_576;

/** What a stream has said so far. */
interface Progress {
	text: string;
	firstTextAt: number | null;
	reasoningChars: number;
	returnedModel: string | null;
	end: Extract<LanguageModelV4StreamPart, { type: "finish" }> | null;
	error: unknown;
	toolCalls: { name: string; arguments: unknown }[];
}

/** One request to one endpoint. Never throws; an abort by the caller's signal gives `aborted`. */
export async function callEndpoint(
	target: CallTarget,
	input: Omit<CallInput, "modelId">,
	settings: CallSettings,
): Promise<CallOutcome> {
	const startedAt = new Date();
	const started = performance.now();
	const stop = new AbortController();
	const tokensMax = outputTokensMax(input.maxOutputTokens, target);
	const progress: Progress = {
		text: "",
		firstTextAt: null,
		reasoningChars: 0,
		returnedModel: null,
		end: null,
		error: undefined,
		toolCalls: [],
	};
	let httpStatus: number | null = null;
	const timers = startCallTimers(settings.timeouts, (code, afterMs) =>
		stop.abort(new ProviderFault(code, `Nothing within ${afterMs} ms.`)),
	);
	const onCallerAbort = () => stop.abort(input.signal.reason);
	if (input.signal.aborted) onCallerAbort();
	else input.signal.addEventListener("abort", onCallerAbort, { once: true });
	const probe = {
		onConnected: timers.connected,
		onHeaders: (status: number) => {
			httpStatus = status;
		},
		coalesceMs: 0,
		bytesMax: bytesMin + tokensMax * bytesPerTokenMax,
	};
	callProbes.set(stop.signal, probe);

	const filter = textFilter(target.provider === "openai-compatible");
	const show = (text: string) => {
		if (text === "") return;
		if (progress.firstTextAt === null) {
			progress.firstTextAt = performance.now();
			probe.coalesceMs = settings.coalesceMs;
		}
		progress.text += text;
		input.onText(text);
	};
	try {
		stop.signal.throwIfAborted();
		const model = settings.languageModel ?? (await languageModelFor(target));
		const options = {
			...toCallOptions(input, target),
			abortSignal: stop.signal,
			...sceneOptions(input, target),
		};
		const { stream } = await untilAborted(model.doStream(options), stop.signal);
		timers.connected();
		const reader = stream.getReader();
		// A stream that does not heed the signal ends here all the same.
		stop.signal.addEventListener("abort", () => void reader.cancel().catch(() => {}), {
			once: true,
		});
		const charsMax = tokensMax * charsPerTokenMax;
		for (;;) {
			const { done, value } = await reader.read();
			stop.signal.throwIfAborted();
			if (done) break;
			if (value.type === "text-delta") {
				timers.touch();
				show(filter.push(value.delta));
				if (progress.text.length > charsMax)
					throw new ProviderFault("too-long", `The reply passed ${charsMax} characters.`);
			} else readOther(value, progress, timers.touch);
			if (progress.error !== undefined) throw progress.error;
		}
		show(filter.end());
	} catch (error) {
		progress.error = error ?? new Error("unknown");
		if (!stop.signal.aborted) stop.abort(error);
	} finally {
		timers.stop();
		input.signal.removeEventListener("abort", onCallerAbort);
	}

	const isAborted =
		progress.error !== undefined &&
		input.signal.aborted &&
		stop.signal.reason === input.signal.reason;
	const failure = isAborted ? null : findFailure(progress, target, input);
	const trace = await toTrace(progress, target, input, { startedAt, started });
	return {
		state: isAborted ? "aborted" : failure === null ? "ok" : "failed",
		text: progress.text,
		...(progress.toolCalls.length === 0 ? {} : { toolCalls: progress.toolCalls }),
		failure,
		trace: { ...trace, httpStatus: failure?.httpStatus ?? httpStatus },
	};
}

function readOther(part: LanguageModelV4StreamPart, progress: Progress, touch: () => void): void {
	switch (part.type) {
		case "reasoning-delta":
			progress.reasoningChars += part.delta.length;
			touch();
			break;
		case "response-metadata":
			progress.returnedModel ??= part.modelId ?? null;
			break;
		case "finish":
			progress.end = part;
			break;
		case "error":
			progress.error = part.error ?? new Error("unknown");
			break;
		case "tool-input-delta":
			touch();
			break;
		case "tool-call":
			progress.toolCalls.push({ name: part.toolName, arguments: readArguments(part.input) });
			touch();
			break;
	}
}

/** What is played, for programs of this process. No provider outside is ever told. */
function sceneOptions(
	{ scene }: Pick<CallInput, "scene">,
	{ provider }: CallTarget,
): Pick<LanguageModelV4CallOptions, "providerOptions"> {
	if (provider !== "house" || scene === undefined) return {};
	return { providerOptions: { parley: { scene: scene as JSONValue } } };
}

/** The arguments of a tool call as a value; the text itself when it is not JSON. */
function readArguments(text: string): unknown {
	try {
		return JSON.parse(text === "" ? "{}" : text);
	} catch {
		return text;
	}
}

/** Settles with the promise, or at once with the signal's reason. */
function untilAborted<T>(promise: PromiseLike<T>, signal: AbortSignal): Promise<T> {
	return new Promise((resolve, reject) => {
		const onAbort = () => reject(signal.reason);
		signal.addEventListener("abort", onAbort, { once: true });
		promise.then(resolve, reject).then(() => signal.removeEventListener("abort", onAbort));
	});
}

/** Null for a good reply. */
function findFailure(
	progress: Progress,
	target: CallTarget,
	input: Pick<CallInput, "tools">,
): CallFailure | null {
	const secrets = target.keyEnv === null ? [] : [environmentValue(target.keyEnv) ?? ""];
	if (progress.error !== undefined)
		return classifyFailure(progress.error, { secrets, nowMs: Date.now() });
	const reason = progress.end?.finishReason;
	if (reason === undefined || reason.unified === "interrupted")
		return failureOf("truncated", "The stream ended without saying that the reply is complete.");
	// A model's own refusal, in words, is a reply; the provider's filter is not.
	const isRefusalInWords = reason.raw === "stop" && progress.text !== "";
	if (reason.unified === "content-filter" && !isRefusalInWords)
		return failureOf(
			"content-filter",
			`The provider ended the reply: ${reason.raw ?? "content filter"}.`,
		);
	if (reason.unified === "error")
		return failureOf("server-error", `The provider ended the reply: ${reason.raw ?? "error"}.`);
	const isOffered = (input.tools?.length ?? 0) > 0;
	if (progress.text.trim() === "" && !(isOffered && progress.toolCalls.length > 0))
		return failureOf("empty", `No visible text; finish reason ${reason.raw ?? reason.unified}.`);
	return null;
}

async function toTrace(
	progress: Progress,
	target: CallTarget,
	input: Omit<CallInput, "modelId">,
	times: { startedAt: Date; started: number },
): Promise<Omit<CallTrace, "httpStatus">> {
	const durationMs = performance.now() - times.started;
	const usage = progress.end?.usage;
	// Some servers report zeros where they count nothing; a call always takes tokens.
	let tokensIn = usage?.inputTokens.total || null;
	let tokensOut =
		usage?.outputTokens.total ||
		(progress.text === "" ? (usage?.outputTokens.total ?? null) : null);
	const isEstimated = (tokensIn === null || tokensOut === null) && progress.text !== "";
	if (isEstimated) {
		const texts = [target.systemPrefix ?? "", ...input.messages.map((message) => message.text)];
		const prompt = texts.filter((text) => text !== "");
		const estimate = await estimateTokens(target.provider, prompt, progress.text);
		tokensIn ??= estimate.tokensIn;
		// Four characters a token, for thoughts that are not kept.
		tokensOut ??= estimate.tokensOut + Math.ceil(progress.reasoningChars / 4);
	}
	const tokensCached = usage?.inputTokens.cacheRead ?? null;
	const { sampling, systemPrefix } = target;
	return {
		provider: target.provider,
		requestedModel: target.providerModelId,
		returnedModel: progress.returnedModel,
		parameters: {
			seed: input.seed,
			...sampling,
			maxOutputTokens: outputTokensMax(input.maxOutputTokens, target),
			messages: input.messages.length,
			hasSystemPrefix: systemPrefix !== null && systemPrefix !== "",
		},
		startedAt: times.startedAt,
		firstTokenMs: progress.firstTextAt === null ? null : progress.firstTextAt - times.started,
		durationMs,
		tokensIn,
		tokensOut,
		tokensReasoning: usage?.outputTokens.reasoning ?? null,
		tokensCached,
		tokensEstimated: isEstimated,
		costUsd: costUsd(target.price, { tokensIn, tokensOut, tokensCached }),
		finishReason: progress.end?.finishReason.unified ?? null,
	};
}
