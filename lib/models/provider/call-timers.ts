import type { FaultCode } from "./fault.ts";

/** How long each part of a call may take, in milliseconds. */
export interface CallTimeouts {
	/** Until the connection is there and takes the request. */
	connectMs: number;
	/** From the start until the first piece of text, reasoning or tool call. */
	firstTokenMs: number;
	/** Between any two pieces after that. */
	betweenTokensMs: number;
	/** For the whole call. */
	totalMs: number;
}

export interface CallTimers {
	/** The connection took the request. */
	connected(): void;
	/** Something of the reply arrived. */
	touch(): void;
	stop(): void;
}

/**
 * Watches one call with a single timer: `touch` is an assignment, and the timer looks again when it
 * would have expired. `onTimeout` is called at most once.
 */
export function startCallTimers(
	timeouts: CallTimeouts,
	onTimeout: (code: FaultCode, afterMs: number) => void,
): CallTimers {
	const startedAt = performance.now();
	let phase: "connect" | "first" | "between" = "connect";
	let lastAt = startedAt;
	const deadline = (): { at: number; code: FaultCode; ms: number } => {
		const own = {
			connect: {
				at: startedAt + timeouts.connectMs,
				code: "connect-timeout",
				ms: timeouts.connectMs,
			},
			first: {
				at: startedAt + timeouts.firstTokenMs,
				code: "first-token-timeout",
				ms: timeouts.firstTokenMs,
			},
			between: {
				at: lastAt + timeouts.betweenTokensMs,
				code: "stalled",
				ms: timeouts.betweenTokensMs,
			},
		} as const;
		const total = startedAt + timeouts.totalMs;
		return own[phase].at <= total
			? own[phase]
			: { at: total, code: "total-timeout", ms: timeouts.totalMs };
	};
	let timer: ReturnType<typeof setTimeout>;
	const look = () => {
		const { at, code, ms } = deadline();
		const leftMs = at - performance.now();
		if (leftMs <= 0) onTimeout(code, ms);
		else timer = setTimeout(look, Math.ceil(leftMs));
	};
	const rearm = () => {
		clearTimeout(timer);
		timer = setTimeout(look, Math.max(1, Math.ceil(deadline().at - performance.now())));
	};
	timer = setTimeout(look, Math.min(timeouts.connectMs, timeouts.totalMs));
	return {
		connected() {
			if (phase !== "connect") return;
			phase = "first";
			rearm();
		},
		touch() {
			lastAt = performance.now();
			if (phase === "between") return;
			phase = "between";
			rearm();
		},
		stop: () => clearTimeout(timer),
	};
}
