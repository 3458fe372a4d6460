import { pool } from "#lib/db/pool.ts";

/** What an arena holds so far: active models, battles with a turn, and current votes of any origin. */
export interface ArenaCounts {
	models: number;
	battles: number;
	votes: number;
}

/** The totals for the page about the arena. */
export async function countArena(): Promise<ArenaCounts> {
	const { rows } = await pool().query<ArenaCounts>(
		`SELECT (SELECT count(*) FROM models WHERE state = 'active') AS models,
		   (SELECT count(*) FROM battles WHERE turns_count > 0) AS battles,
		   (SELECT count(*) FROM judgements WHERE is_current AND withdrawn_at IS NULL) AS votes`,
	);
	return rows[0] ?? { models: 0, battles: 0, votes: 0 };
}
