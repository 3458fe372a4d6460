import type { Queryable } from "#lib/db/pool.ts";

/**
 * Which turns of a battle somebody has judged, withdrawn votes included: what was judged is never
 * generated again. A vote on the whole battle judged every turn there was when it was cast.
 */
export async function loadJudgedTurns(
	client: Queryable,
	battleId: string,
): Promise<(turn: number) => boolean> {
	const { rows } = await client.query<{ scope: string; turn: number; turnsCount: number }>(
		`SELECT DISTINCT scope, turn, turns_count AS "turnsCount" FROM judgements WHERE battle_id = $1`,
		[battleId],
	);
	return (turn) =>
		rows.some((row) => (row.scope === "battle" ? turn <= row.turnsCount : row.turn === turn));
}
