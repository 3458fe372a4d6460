import type pg from "pg";
import { pool } from "./pool.ts";

/** SQLSTATE of an error from PostgreSQL, or undefined. */
export function sqlState(error: unknown): string | undefined {
	return error instanceof Error && "code" in error && typeof error.code === "string"
		? error.code
		: undefined;
}

export const UNIQUE_VIOLATION = "23505";

/**
 * Runs `work` in one transaction: commits when it resolves, rolls back and rethrows when it throws.
 * A connection whose rollback fails is thrown away, not reused.
 */
export async function transaction<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
	const client = await pool().connect();
	let broken: Error | undefined;
	try {
		await client.query("BEGIN");
		const result = await work(client);
		await client.query("COMMIT");
		return result;
	} catch (error) {
		await client.query("ROLLBACK").catch((cause: Error) => {
			broken = cause;
		});
		throw error;
	} finally {
		client.release(broken);
	}
}
