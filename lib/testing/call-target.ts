import type { CallOutcome } from "#lib/models/port.ts";
import { type CallTarget, callEndpoint } from "#lib/models/provider/call-endpoint.ts";
import type { CallTimeouts } from "#lib/models/provider/call-timers.ts";

/** A target at an OpenAI-compatible server, to be changed where a test needs it. */
export function callTarget(baseUrl: string, changes: Partial<CallTarget> = {}): CallTarget {
	return {
		provider: "openai-compatible",
		providerModelId: "asked-1",
		baseUrl,
		keyEnv: null,
		trusted: true,
		limits: {},
		sampling: {},
		systemPrefix: null,
		price: { inputUsd: 1, outputUsd: 10, cachedUsd: 0.5 },
		...changes,
	};
}

export const patientTimeouts: CallTimeouts = {
	connectMs: 5000,
	firstTokenMs: 5000,
	betweenTokensMs: 5000,
	totalMs: 10_000,
};

/** Calls the target once and keeps the pieces of text. */
export async function callOnce(
	target: CallTarget,
	given: {
		text?: string;
		signal?: AbortSignal;
		timeouts?: Partial<CallTimeouts>;
		maxOutputTokens?: number;
		onText?(text: string): void;
	} = {},
): Promise<CallOutcome & { pieces: string[] }> {
	const pieces: string[] = [];
	const outcome = await callEndpoint(
		target,
		{
			messages: [{ role: "user", text: given.text ?? "hello" }],
			seed: 7,
			maxOutputTokens: given.maxOutputTokens ?? 1000,
			signal: given.signal ?? new AbortController().signal,
			onText(text) {
				pieces.push(text);
				given.onText?.(text);
			},
		},
		{ timeouts: { ...patientTimeouts, ...given.timeouts }, coalesceMs: 10 },
	);
	return { ...outcome, pieces };
}
