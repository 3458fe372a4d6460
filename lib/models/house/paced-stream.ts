import type { LanguageModelV4StreamPart } from "@ai-sdk/provider";

/** How fast a house model talks. 0 for both means everything at once, as tests want it. */
export interface Pace {
	/** Delay before the first token, in milliseconds. */
	firstTokenMs: number;
	/** Tokens per second after that; 0 for no limit. */
	tokensPerSecond: number;
}

/** At most this many deltas per second and stream: many small writes cost more than few larger. */
const deltasPerSecond = 20;
const deltaTokensWithoutPace = 64;

/** The time a reply of so many tokens takes at this pace, in milliseconds. */
export function paceDurationMs(pace: Pace, tokens: number): number {
	const talkingMs = pace.tokensPerSecond > 0 ? (tokens / pace.tokensPerSecond) * 1000 : 0;
	return pace.firstTokenMs + talkingMs;
}

/** What an aborted call fails with: the signal's own reason. */
export function abortError(signal: AbortSignal): unknown {
	return signal.reason ?? new DOMException("The call was aborted.", "AbortError");
}

/** Resolves after `ms`, or rejects at once when the signal aborts. */
export function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
	if (signal?.aborted) return Promise.reject(abortError(signal));
	if (ms <= 0) return Promise.resolve();
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => {
			signal?.removeEventListener("abort", onAbort);
			resolve();
		}, ms);
		const onAbort = () => {
			clearTimeout(timer);
			reject(signal && abortError(signal));
		};
		signal?.addEventListener("abort", onAbort, { once: true });
	});
}

/**
 * A stream of parts: `before` at once, then the tokens as text deltas at the pace, then `after`.
 * One timer at a time; a late timer catches up instead of shifting all that follow. An abort
 * errors the stream with the signal's reason.
 */
export function pacedStream(options: {
	tokens: readonly string[];
	pace: Pace;
	before: readonly LanguageModelV4StreamPart[];
	after: readonly LanguageModelV4StreamPart[];
	abortSignal: AbortSignal | undefined;
}): ReadableStream<LanguageModelV4StreamPart> {
	const { tokens, pace, before, after, abortSignal } = options;
	const perSecond = pace.tokensPerSecond;
	const perDelta =
		perSecond > 0 ? Math.max(1, Math.ceil(perSecond / deltasPerSecond)) : deltaTokensWithoutPace;
	const intervalMs = perSecond > 0 ? (perDelta / perSecond) * 1000 : 0;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let onAbort: (() => void) | undefined;
	const release = () => {
		clearTimeout(timer);
		if (onAbort) abortSignal?.removeEventListener("abort", onAbort);
	};
	return new ReadableStream<LanguageModelV4StreamPart>({
		start(controller) {
			for (const part of before) controller.enqueue(part);
			const startedAt = performance.now();
			let sent = 0;
			const sendUpTo = (end: number) => {
				while (sent < Math.min(end, tokens.length)) {
					const next = Math.min(sent + perDelta, tokens.length);
					controller.enqueue({
						type: "text-delta",
						id: "0",
						delta: tokens.slice(sent, next).join(""),
					});
					sent = next;
				}
			};
			const tick = () => {
				const talkingMs = performance.now() - startedAt - pace.firstTokenMs;
				const due =
					intervalMs > 0 ? (Math.floor(talkingMs / intervalMs + 0.001) + 1) * perDelta : Infinity;
				sendUpTo(Math.max(due, sent + 1));
				if (sent < tokens.length) {
					const nextAt = startedAt + pace.firstTokenMs + (sent / perDelta) * intervalMs;
					timer = setTimeout(tick, Math.max(1, nextAt - performance.now()));
					return;
				}
				release();
				for (const part of after) controller.enqueue(part);
				controller.close();
			};
			if (abortSignal) {
				onAbort = () => {
					release();
					controller.error(abortError(abortSignal));
				};
				abortSignal.addEventListener("abort", onAbort, { once: true });
			}
			if (pace.firstTokenMs > 0) timer = setTimeout(tick, pace.firstTokenMs);
			else tick();
		},
		cancel: release,
	});
}
