import { pool } from "#lib/db/pool.ts";
import { createOperatorCode, type OperatorCode } from "./create-operator-code.ts";

/**
 * A code to print at start while nobody is admin yet; null once somebody is. Codes printed earlier
 * stay valid until they expire or one of them is used.
 */
export async function ensureFirstOperatorCode(): Promise<OperatorCode | null> {
	const { rowCount } = await pool().query("SELECT 1 FROM users WHERE role = 'admin' LIMIT 1");
	return rowCount === 0 ? createOperatorCode() : null;
}
