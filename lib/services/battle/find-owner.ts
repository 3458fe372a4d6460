import { pool } from "#lib/db/pool.ts";

/** The voter whose battle it is, or null. Only for giving a lost answer to the one who asked for it. */
export async function findOwner(battleId: string): Promise<string | null> {
	const { rows } = await pool().query<{ voterId: string }>(
		'SELECT owner_voter_id AS "voterId" FROM battles WHERE id = $1',
		[battleId],
	);
	return rows[0]?.voterId ?? null;
}
