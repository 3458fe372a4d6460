import { pool } from "#lib/db/pool.ts";
import { transaction } from "#lib/db/transaction.ts";
import { randomSlug, uuidV7 } from "#lib/kernel/ids.ts";
import { runtime } from "#lib/services/runtime.ts";
import type { ClaimedEpisode } from "./claim-episodes.ts";

/** A void conversation is played again after a pause, longer each time, in ms. */
const RERUN_PAUSE_MS = 2000;

/**
 * Marks an episode of this process as void: kept, counted, not scored. As long as fewer than `reruns` attempts were
 * void, another attempt takes its place.
 */
export async function voidEpisode(
	{ id, attempt }: Pick<ClaimedEpisode, "id" | "attempt">,
	reason: string,
	reruns: number,
): Promise<void> {
	const { clock, processId } = runtime();
	await transaction(async (client) => {
		const marked = await client.query(
			`UPDATE episodes SET state = 'void', void_reason = $3, ended_at = now(), lease_owner = NULL, lease_until = NULL
			 WHERE id = $1 AND lease_owner = $2 AND state = 'running'`,
			[id, processId, reason],
		);
		if (marked.rowCount !== 1 || attempt > reruns) return;
		await client.query(
			`INSERT INTO episodes (id, slug, run_id, cell_id, position, attempt, suite, version, seed, replicate, control, language,
			   category, model_id, drivers, pairing_key, not_before)
			 SELECT $2, $3, run_id, cell_id, position, attempt + 1, suite, version, seed, replicate, control, language,
			   category, model_id, drivers, pairing_key, now() + $4 * interval '1 millisecond'
			 FROM episodes WHERE id = $1 AND run_id IS NOT NULL
			 ON CONFLICT DO NOTHING`,
			[id, uuidV7(clock.nowMs()), randomSlug(), RERUN_PAUSE_MS * 2 ** (attempt - 1)],
		);
	});
}

/** Gives an episode back untouched, for another process to take up at its last step. */
export async function releaseEpisode(id: string): Promise<void> {
	await pool().query(
		`UPDATE episodes SET lease_until = now() WHERE id = $1 AND lease_owner = $2 AND state = 'running'`,
		[id, runtime().processId],
	);
}
