import type pg from "pg";
import { pool } from "./pool.ts";

/**
 * Runs `work` while no other process holds the lock `name`, waiting for it if need be. The
 * connection is passed on, outside a transaction: a snapshot taken while waiting would be old.
 * PostgreSQL frees the lock when the connection breaks.
 */
export async function withAdvisoryLock<T>(
	name: string,
	work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
	const client = await pool().connect();
	let broken: Error | undefined;
	try {
		await client.query("SELECT pg_advisory_lock(hashtextextended($1, 0))", [name]);
		try {
			return await work(client);
		} finally {
			await client
				.query("SELECT pg_advisory_unlock(hashtextextended($1, 0))", [name])
				.catch((cause: Error) => {
					broken = cause;
				});
		}
	} finally {
		client.release(broken);
	}
}
