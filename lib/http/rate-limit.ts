import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { config } from "#lib/config/config.ts";
import { pool } from "#lib/db/pool.ts";
import { AppError } from "#lib/kernel/app-error.ts";

/** At most `max` in each window of `windowSeconds`; the window begins with its first use. */
export interface Limit {
	max: number;
	windowSeconds: number;
}

export type Consumed = { ok: true } | { ok: false; retryAfterSeconds: number };

const PREFIX = "parley";

// A limiter holds its pool; tests and the start script may close one and open another.
const limiters = new WeakMap<object, Map<string, RateLimiterPostgres>>();

function limiterOf(limit: Limit): RateLimiterPostgres {
	const client = pool();
	const known = limiters.get(client) ?? new Map<string, RateLimiterPostgres>();
	limiters.set(client, known);
	const name = `${limit.max}/${limit.windowSeconds}`;
	let limiter = known.get(name);
	if (limiter === undefined) {
		limiter = new RateLimiterPostgres({
			storeClient: client,
			storeType: "pool",
			tableName: "rate_limits",
			tableCreated: true,
			keyPrefix: PREFIX,
			points: limit.max,
			duration: limit.windowSeconds,
		});
		known.set(name, limiter);
	}
	return limiter;
}

/**
 * Counts one use of `key`. Exact under contention: one atomic statement in PostgreSQL decides, for
 * every process alike. Throws `rate-limiter-unavailable` (503) when the database does not answer: a
 * limit that cannot be counted neither lets everything through nor fails silently.
 */
export async function consume(key: string, limit: Limit): Promise<Consumed> {
	try {
		await limiterOf(limit).consume(key);
		return { ok: true };
	} catch (refusal) {
		if (refusal instanceof RateLimiterRes)
			return { ok: false, retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) };
		throw new AppError(
			"rate-limiter-unavailable",
			"The database that counts requests does not answer. Nothing was changed; try again in a moment.",
			{ status: 503, cause: refusal },
		);
	}
}

/** Gives one use of `key` back, when it was counted for something that then did not happen. */
export async function giveBack(key: string, limit: Limit): Promise<void> {
	await limiterOf(limit).reward(key);
}

/** Counts one use of `key`; throws `rate-limited` (429, `retryAfterSeconds` in its data) past the limit. */
export async function enforceLimit(key: string, limit: Limit): Promise<void> {
	const consumed = await consume(key, limit);
	if (!consumed.ok) throw rateLimited(consumed.retryAfterSeconds);
}

/**
 * Lets `attempt` run at most `limit.max` times without success in a window: a success (anything but
 * null) is not counted. Throws `rate-limited` (429) past the limit, without running it.
 */
export async function limitFailures<T>(
	key: string,
	limit: Limit,
	attempt: () => Promise<T | null>,
): Promise<T | null> {
	await enforceLimit(key, limit);
	const result = await attempt();
	if (result !== null) await giveBack(key, limit);
	return result;
}

/**
 * Counts one turn against the voter and against their network (a multiple of the voter's limit).
 * A turn that the network's limit refuses is not counted against the voter.
 */
export async function enforceTurnLimits(voterId: string, networkHash: string): Promise<void> {
	const {
		PARLEY_TURNS_PER_VOTER_MAX: max,
		PARLEY_TURNS_WINDOW_SECONDS: windowSeconds,
		PARLEY_NETWORK_FACTOR: factor,
	} = config();
	const voterLimit = { max, windowSeconds };
	await enforceLimit(`turns:voter:${voterId}`, voterLimit);
	const network = await consume(`turns:network:${networkHash}`, {
		max: max * factor,
		windowSeconds,
	});
	if (network.ok) return;
	await giveBack(`turns:voter:${voterId}`, voterLimit);
	throw rateLimited(network.retryAfterSeconds);
}

const inWindow = (max: number): Limit => ({
	max,
	windowSeconds: config().PARLEY_TURNS_WINDOW_SECONDS,
});

/** Counts one vote against its voter, also one that changes another: each is a row and a refit. */
export const enforceVoteLimit = (voterId: string): Promise<void> =>
	enforceLimit(`votes:voter:${voterId}`, inWindow(config().PARLEY_VOTES_PER_VOTER_MAX));

/** Counts one leaderboard that is fitted for a reader and not kept. */
export const enforceFitLimit = (networkHash: string): Promise<void> =>
	enforceLimit(`fits:network:${networkHash}`, inWindow(config().PARLEY_FITS_PER_NETWORK_MAX));

/** Counts one export, which may read every row. */
export const enforceExportLimit = (networkHash: string): Promise<void> =>
	enforceLimit(`exports:network:${networkHash}`, inWindow(config().PARLEY_EXPORTS_PER_NETWORK_MAX));

function rateLimited(retryAfterSeconds: number): AppError {
	return new AppError(
		"rate-limited",
		`Too many requests in a short time. Nothing was lost; try again in ${retryAfterSeconds} s.`,
		{ status: 429, data: { retryAfterSeconds } },
	);
}
