import { setTimeout as sleep } from "node:timers/promises";
import type { CallFailure } from "#lib/models/port.ts";

/** The longest wait before a call is tried again, in ms, whatever the endpoint asks for. */
const WAIT_MAX_MS = 30_000;
const WAIT_FIRST_MS = 500;

/**
 * Waits before a call is tried again: as long as the endpoint asked for, else longer each time, at most 30 seconds.
 * `tryNumber` counts from 1. Throws AbortError when the signal aborts.
 */
export async function waitToRetry(
	{ retryAfterMs }: Pick<CallFailure, "retryAfterMs">,
	tryNumber: number,
	signal: AbortSignal,
): Promise<void> {
	const wait = retryAfterMs ?? WAIT_FIRST_MS * 2 ** (tryNumber - 1);
	await sleep(Math.min(wait, WAIT_MAX_MS), undefined, { signal });
}
