import { config } from "#lib/config/config.ts";
import { finishCall, startCall } from "#lib/db/call-store.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { uuidV7 } from "#lib/kernel/ids.ts";
import { targetOf } from "#lib/models/call-model.ts";
import { type CheckedCall, checkEndpoint, type EndpointCheck } from "#lib/models/conformance.ts";
import { callEndpoint } from "#lib/models/provider/call-endpoint.ts";
import { loadRegistry } from "./load-registry.ts";

export interface TestedEndpoint {
	/** Provider and the provider's id of the model. */
	endpoint: string;
	checks: EndpointCheck[];
}

/**
 * The conformance test of a model, endpoint by endpoint, drafts included. Makes about four short
 * calls to each, all traced. Throws `unknown-model` (404).
 */
export async function testModel(slug: string): Promise<TestedEndpoint[]> {
	const model = (await loadRegistry()).bySlug.get(slug);
	if (model === undefined)
		throw new AppError("unknown-model", `There is no model with the slug "${slug}".`, {
			status: 404,
		});
	const tested: TestedEndpoint[] = [];
	for (const endpoint of model.endpoints)
		tested.push({
			endpoint: `${endpoint.provider} ${endpoint.providerModelId}`,
			checks: await checkEndpoint(targetOf(model, endpoint), tracedCall(model.id)),
		});
	return tested;
}

function tracedCall(modelId: string): CheckedCall {
	return async (target, input) => {
		const id = uuidV7(Date.now());
		const subject = {
			purpose: "conformance" as const,
			battleId: null,
			conversationId: null,
			replyId: null,
			turn: null,
			attempt: 1,
			tryNumber: 1,
			modelId,
		};
		await startCall(id, subject, new Date());
		const outcome = await callEndpoint(target, input, {
			timeouts: {
				connectMs: config().PARLEY_CONNECT_TIMEOUT_MS,
				firstTokenMs: config().PARLEY_FIRST_TOKEN_TIMEOUT_MS,
				betweenTokensMs: config().PARLEY_BETWEEN_TOKENS_TIMEOUT_MS,
				totalMs: config().PARLEY_REPLY_TIMEOUT_MS,
			},
			coalesceMs: 0,
		});
		await finishCall(id, outcome);
		return outcome;
	};
}
