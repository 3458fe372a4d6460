/**
 * SQL for the battles of run $1: both conversations are its own. Battles that the common pool makes with conversations
 * of other runs count on the leaderboards, not in the run, whose own numbers must come out the same again.
 */
export const RUN_BATTLES_SQL = `SELECT b.id, b.category, b.model_a_id, b.model_b_id, one.position FROM episodes one
	JOIN battles b ON b.episode_a_id = one.id JOIN episodes other ON other.id = b.episode_b_id
	WHERE one.run_id = $1 AND other.run_id = $1`;
