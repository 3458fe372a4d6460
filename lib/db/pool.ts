import pg from "pg";
import { config } from "#lib/config/config.ts";
import { AppError } from "#lib/kernel/app-error.ts";

// Bundled routes and plain scripts load this module separately; one process keeps one pool.
const shared = globalThis as typeof globalThis & { parleyPool?: pg.Pool };

// bigint counts stay below 2^53 here, so numbers are safe and friendlier than strings.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** The process's PostgreSQL pool. Throws `database-unset` when no DATABASE_URL is known. */
export function pool(): pg.Pool {
	if (shared.parleyPool === undefined) {
		const connectionString = config().DATABASE_URL;
		if (connectionString === undefined)
			throw new AppError(
				"database-unset",
				"DATABASE_URL is not set. `npm start` runs an embedded PostgreSQL; a single process needs the address of one.",
				{ status: 500 },
			);
		shared.parleyPool = new pg.Pool({
			connectionString,
			max: config().DATABASE_POOL_MAX,
			// Also the longest wait for a free connection: a crowd on one battle queues, it is not sent away.
			connectionTimeoutMillis: 10_000,
			idleTimeoutMillis: 30_000,
			allowExitOnIdle: true,
		});
		// An idle connection that breaks is replaced at the next use; without a listener it would end the process.
		shared.parleyPool.on("error", () => {});
	}
	return shared.parleyPool;
}

/** Closes the pool; the next use opens a new one. */
export async function closePool(): Promise<void> {
	const open = shared.parleyPool;
	delete shared.parleyPool;
	await open?.end();
}

/** What both a pool and a client in a transaction can do. */
export type Queryable = Pick<pg.Pool, "query"> | pg.PoolClient;
