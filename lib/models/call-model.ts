import {
	admit,
	type Circuit,
	circuitRules,
	closedCircuit,
	isAdmitting,
	record,
} from "./circuit.ts";
import type { CallFailure, CallInput, CallOutcome, ModelPort } from "./port.ts";
import { type CallSettings, type CallTarget, callEndpoint } from "./provider/call-endpoint.ts";
import type { CallTimeouts } from "./provider/call-timers.ts";
import { classifyFailure, failureOf } from "./provider/classify-failure.ts";
import { EndpointSlots } from "./provider/endpoint-slots.ts";
import type { RegisteredEndpoint, RegisteredModel } from "./registry.ts";

/** What this process remembers of its endpoints between calls, by endpoint id. */
export interface EndpointMemory {
	circuits: Map<string, Circuit>;
	slots: EndpointSlots;
}

export const newEndpointMemory = (): EndpointMemory => ({
	circuits: new Map(),
	slots: new EndpointSlots(),
});

export interface ModelPortParts {
	findModel(id: string): Promise<RegisteredModel | undefined>;
	/** For endpoints that declare none of their own. */
	timeouts(): CallTimeouts;
	coalesceMs(): number;
	memory: EndpointMemory;
	/** Milliseconds of any steady clock. */
	nowMs(): number;
}

/** Codes that say something is wrong with the endpoint itself. */
const endpointFaults: ReadonlySet<string> = new Set([
	"connect-timeout",
	"first-token-timeout",
	"stalled",
	"rate-limited",
	"server-error",
	"unauthorized",
	"not-found",
	"malformed",
	"truncated",
	"network",
]);

/**
 * The port that calls registered models: the model's first endpoint whose circuit lets it through
 * and that has room, else the first that lets it through, after waiting for a place.
 */
export function createModelPort(parts: ModelPortParts): ModelPort {
	const { memory } = parts;
	const circuitOf = (id: string) => memory.circuits.get(id) ?? closedCircuit;

	const choose = (endpoints: readonly RegisteredEndpoint[]): RegisteredEndpoint | undefined => {
		const open = endpoints.filter(({ id }) => isAdmitting(circuitOf(id), parts.nowMs()));
		return (
			open.find(({ id, limits }) => memory.slots.hasRoom(id, limits.concurrencyMax)) ?? open[0]
		);
	};

	const waitMs = (endpoints: readonly RegisteredEndpoint[]): number | null => {
		const waits = endpoints
			.map(({ id }) => circuitOf(id).untilMs - parts.nowMs())
			.filter((wait) => wait > 0);
		return waits.length === 0 ? null : Math.ceil(Math.min(...waits));
	};

	const callThrough = async (
		model: RegisteredModel,
		endpoint: RegisteredEndpoint,
		input: CallInput,
	): Promise<CallOutcome> => {
		const asked = admit(circuitOf(endpoint.id), parts.nowMs());
		const target = targetOf(model, endpoint);
		if (!asked.admitted)
			return failedBeforehand(input, target, circuitOpen(waitMs(model.endpoints)));
		memory.circuits.set(endpoint.id, asked.circuit);
		let outcome: CallOutcome | undefined;
		try {
			outcome = await callEndpoint(target, input, settingsOf(endpoint, parts));
			return outcome;
		} finally {
			const failure = outcome?.failure ?? null;
			const isEndpointFault = failure !== null && endpointFaults.has(failure.code);
			const result = outcome?.state === "ok" ? "ok" : isEndpointFault ? "failed" : "ignored";
			const at = {
				nowMs: parts.nowMs(),
				probe: asked.probe,
				retryAfterMs: failure?.retryAfterMs ?? null,
			};
			const next = record(circuitOf(endpoint.id), result, at, circuitRules);
			memory.circuits.set(endpoint.id, next);
		}
	};

	return {
		async call(input) {
			let target: Called = { provider: "unknown", providerModelId: input.modelId };
			try {
				const model = await parts.findModel(input.modelId);
				if (model === undefined)
					return failedBeforehand(
						input,
						target,
						failureOf("not-found", "No such model is registered."),
					);
				const endpoint = choose(model.endpoints);
				const [first] = model.endpoints;
				if (first !== undefined) target = targetOf(model, endpoint ?? first);
				if (endpoint === undefined)
					return failedBeforehand(input, target, circuitOpen(waitMs(model.endpoints)));
				const giveBack = await memory.slots.take(
					endpoint.id,
					endpoint.limits.concurrencyMax,
					input.signal,
					timeoutsOf(endpoint, parts).firstTokenMs,
				);
				try {
					return await callThrough(model, endpoint, input);
				} finally {
					giveBack();
				}
			} catch (error) {
				const failure = classifyFailure(error, { secrets: [], nowMs: Date.now() });
				const outcome = failedBeforehand(input, target, failure);
				return input.signal.aborted ? { ...outcome, state: "aborted", failure: null } : outcome;
			}
		},
	};
}

const circuitOpen = (retryAfterMs: number | null): CallFailure =>
	failureOf(
		"circuit-open",
		"The endpoint failed several times in a row and is left alone for now.",
		{
			retryAfterMs,
		},
	);

/** What `callEndpoint` needs of a model at one of its endpoints. */
export function targetOf(model: RegisteredModel, endpoint: RegisteredEndpoint): CallTarget {
	return {
		provider: endpoint.provider,
		providerModelId: endpoint.providerModelId,
		baseUrl: endpoint.baseUrl,
		keyEnv: endpoint.keyEnv,
		trusted: endpoint.trusted,
		limits: endpoint.limits as CallTarget["limits"],
		sampling: model.sampling as CallTarget["sampling"],
		systemPrefix: model.systemPrefix,
		price: {
			inputUsd: model.priceInputUsd,
			outputUsd: model.priceOutputUsd,
			cachedUsd: model.priceCachedUsd,
		},
	};
}

/** What a trace says was called. */
interface Called {
	provider: string;
	providerModelId: string;
}

function timeoutsOf(endpoint: RegisteredEndpoint, parts: ModelPortParts): CallTimeouts {
	const { limits } = endpoint;
	const usual = parts.timeouts();
	return {
		connectMs: limits.connectTimeoutMs ?? usual.connectMs,
		firstTokenMs: limits.firstTokenTimeoutMs ?? usual.firstTokenMs,
		betweenTokensMs: limits.betweenTokensTimeoutMs ?? usual.betweenTokensMs,
		totalMs: limits.totalTimeoutMs ?? usual.totalMs,
	};
}

const settingsOf = (endpoint: RegisteredEndpoint, parts: ModelPortParts): CallSettings => ({
	timeouts: timeoutsOf(endpoint, parts),
	coalesceMs: endpoint.provider === "house" ? 0 : parts.coalesceMs(),
});

/** The outcome of a call that was never sent; it leaves a trace all the same. */
function failedBeforehand(input: CallInput, target: Called, failure: CallFailure): CallOutcome {
	return {
		state: "failed",
		text: "",
		failure,
		trace: {
			provider: target.provider,
			requestedModel: target.providerModelId,
			returnedModel: null,
			parameters: { seed: input.seed, messages: input.messages.length },
			startedAt: new Date(),
			firstTokenMs: null,
			durationMs: 0,
			tokensIn: null,
			tokensOut: null,
			tokensReasoning: null,
			tokensCached: null,
			tokensEstimated: false,
			costUsd: null,
			finishReason: null,
			httpStatus: null,
		},
	};
}
