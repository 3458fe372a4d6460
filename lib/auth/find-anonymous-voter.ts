import { pool } from "#lib/db/pool.ts";

/**
 * The voter of a valid cookie, unless they joined an account: then null, because only signing in
 * leads to them. A voter whose row is missing (a restored backup) is still theirs: starting a battle
 * makes the row again.
 */
export async function findAnonymousVoter(voterId: string): Promise<string | null> {
	const { rowCount } = await pool().query(
		"SELECT 1 FROM voters WHERE id = $1 AND user_id IS NOT NULL",
		[voterId],
	);
	return rowCount === 0 ? voterId : null;
}
