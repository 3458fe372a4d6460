import { config } from "#lib/config/config.ts";
import { createModelPort, type EndpointMemory, newEndpointMemory } from "#lib/models/call-model.ts";
import type { CallInput, CallOutcome, ModelPort } from "#lib/models/port.ts";
import { loadRegistry } from "./load-registry.ts";

// Bundled routes load this module separately; one process has one memory of its endpoints.
const shared = globalThis as typeof globalThis & { parleyEndpoints?: EndpointMemory };
let port: ModelPort | undefined;

/** Calls a registered model; see `ModelPort`. Never throws. */
export function callModel(input: CallInput): Promise<CallOutcome> {
	port ??= createModelPort({
		findModel: async (id) => (await loadRegistry()).byId.get(id),
		timeouts: () => ({
			connectMs: config().PARLEY_CONNECT_TIMEOUT_MS,
			firstTokenMs: config().PARLEY_FIRST_TOKEN_TIMEOUT_MS,
			betweenTokensMs: config().PARLEY_BETWEEN_TOKENS_TIMEOUT_MS,
			totalMs: config().PARLEY_REPLY_TIMEOUT_MS,
		}),
		coalesceMs: () => config().PARLEY_COALESCE_MS,
		memory: endpointMemory(),
		nowMs: () => performance.now(),
	});
	return port.call(input);
}

/** The circuits and places of this process's endpoints. */
export function endpointMemory(): EndpointMemory {
	shared.parleyEndpoints ??= newEndpointMemory();
	return shared.parleyEndpoints;
}
