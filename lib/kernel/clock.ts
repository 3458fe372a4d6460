/** The time, passed in so that core code has none of its own. */
export interface Clock {
	/** Milliseconds since the Unix epoch, UTC. */
	nowMs(): number;
}

/** The real clock, for adapters and services. */
export const systemClock: Clock = { nowMs: () => Date.now() };
