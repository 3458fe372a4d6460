import { pool } from "#lib/db/pool.ts";

/** What an arena holds so far. People, scripted voters and simulated runs are counted apart. */
export interface ArenaCounts {
	/** Active ones. */
	models: number;
	/** Battles of people with a turn. */
	battles: number;
	/** Current votes of people, on simulated conversations too. */
	votes: number;
	/** Battles of scripted voters. */
	scripted: number;
	/** Finished conversations of simulated runs. */
	conversations: number;
}

/** The totals for the page about the arena. */
export async function countArena(): Promise<ArenaCounts> {
	const { rows } = await pool().query<ArenaCounts>(
		`SELECT (SELECT count(*) FROM models WHERE state = 'active') AS models,
		   (SELECT count(*) FROM battles WHERE turns_count > 0 AND scripted_by IS NULL) AS battles,
		   (SELECT count(*) FROM judgements j WHERE j.kind = 'vote' AND j.is_current AND j.withdrawn_at IS NULL
		      AND NOT EXISTS (SELECT 1 FROM voters v WHERE v.id = j.voter_id AND v.is_scripted)) AS votes,
		   (SELECT count(*) FROM battles WHERE turns_count > 0 AND scripted_by IS NOT NULL AND episode_a_id IS NULL) AS scripted,
		   (SELECT count(*) FROM episodes WHERE state = 'finished') AS conversations`,
	);
	return rows[0] ?? { models: 0, battles: 0, votes: 0, scripted: 0, conversations: 0 };
}
