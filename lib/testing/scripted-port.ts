import type {
	CallFailure,
	CallInput,
	CallOutcome,
	CallTrace,
	ModelPort,
} from "#lib/models/port.ts";

/**
 * What a scripted model does next. A string is text. `wait` holds until the promise settles; `hang`
 * until the call is aborted; `fail` ends the call.
 */
export type ScriptStep =
	| string
	| { wait: Promise<unknown> }
	| { hang: true }
	| { fail: Partial<CallFailure> };

/** The steps of each call: the same for every one, or made from the call and its number (from 0). */
export type Script =
	| readonly ScriptStep[]
	| ((input: CallInput, call: number) => readonly ScriptStep[]);

export interface ScriptedPort extends ModelPort {
	/** Every call so far, oldest first. */
	readonly calls: readonly CallInput[];
	/** Calls that have not ended. */
	running(): number;
}

/**
 * A model port for tests: no network, no time of its own. Ids without a script fail with
 * `not-found`. `traces` changes what each call reports.
 */
export function scriptedPort(
	scripts: Readonly<Record<string, Script>>,
	traces: Partial<CallTrace> = {},
): ScriptedPort {
	const calls: CallInput[] = [];
	const counts = new Map<string, number>();
	let running = 0;
	return {
		calls,
		running: () => running,
		async call(input) {
			const number = counts.get(input.modelId) ?? 0;
			counts.set(input.modelId, number + 1);
			calls.push(input);
			running += 1;
			const startedAt = new Date();
			const started = performance.now();
			const script = scripts[input.modelId];
			const steps =
				typeof script === "function"
					? script(input, number)
					: (script ?? [{ fail: { code: "not-found", isRetryable: false } }]);
			const end = await play(steps, input);
			running -= 1;
			const words = end.text.split(/\s+/).filter(Boolean).length;
			return {
				...end,
				trace: {
					provider: "scripted",
					requestedModel: input.modelId,
					returnedModel: input.modelId,
					parameters: { seed: input.seed, messages: input.messages.length },
					startedAt,
					firstTokenMs: end.text === "" ? null : 0,
					durationMs: performance.now() - started,
					tokensIn: input.messages.length,
					tokensOut: words,
					tokensReasoning: null,
					tokensCached: null,
					tokensEstimated: false,
					costUsd: 0,
					finishReason: end.state === "ok" ? "stop" : null,
					httpStatus: end.failure?.httpStatus ?? null,
					...traces,
				},
			};
		},
	};
}

async function play(
	steps: readonly ScriptStep[],
	input: CallInput,
): Promise<Omit<CallOutcome, "trace">> {
	let text = "";
	for (const step of steps) {
		if (input.signal.aborted) return { state: "aborted", text, failure: null };
		if (typeof step === "string") {
			text += step;
			input.onText(step);
		} else if ("fail" in step) return { state: "failed", text, failure: failure(step.fail) };
		else
			await Promise.race([
				aborted(input.signal),
				"wait" in step ? step.wait : new Promise(() => {}),
			]);
	}
	return input.signal.aborted
		? { state: "aborted", text, failure: null }
		: { state: "ok", text, failure: null };
}

function aborted(signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (signal.aborted) resolve();
		else signal.addEventListener("abort", () => resolve(), { once: true });
	});
}

const failure = (given: Partial<CallFailure>): CallFailure => ({
	reason: "unavailable",
	code: "server-error",
	isRetryable: true,
	retryAfterMs: null,
	httpStatus: 500,
	text: "scripted failure",
	...given,
});
