import { pool } from "#lib/db/pool.ts";
import { systemClock } from "#lib/kernel/clock.ts";
import { uuidV7 } from "#lib/kernel/ids.ts";

/** The voter of a signed-in account, made at its first battle. Two first battles at once share one. */
export async function ensureAccountVoter(userId: string): Promise<string> {
	await pool().query(
		"INSERT INTO voters (id, user_id) VALUES ($1, $2) ON CONFLICT (user_id) DO NOTHING",
		[uuidV7(systemClock.nowMs()), userId],
	);
	const { rows } = await pool().query<{ id: string }>("SELECT id FROM voters WHERE user_id = $1", [
		userId,
	]);
	return rows[0]?.id ?? "";
}
