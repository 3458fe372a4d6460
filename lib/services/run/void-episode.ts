import { transaction } from "#lib/db/transaction.ts";
import { randomSlug, uuidV7 } from "#lib/kernel/ids.ts";
import { runtime } from "#lib/services/runtime.ts";
import type { UserAudit } from "#lib/simulation/audit/audit-user.ts";
import type { ClaimedEpisode } from "./claim-episodes.ts";

/** A void conversation is played again after a pause, longer each time, in ms. */
const RERUN_PAUSE_MS = 2000;
const RERUN_PAUSE_MAX_MS = 300_000;

/**
 * Marks a claimed episode as void: kept, counted, not scored. As long as fewer than `reruns` attempts were void and
 * the run goes on, another attempt takes its place. Changes nothing when the claim is lost.
 */
export async function voidEpisode(
	{ id, claim, runId, attempt }: Pick<ClaimedEpisode, "id" | "claim" | "runId" | "attempt">,
	reason: string,
	reruns: number,
	audit: UserAudit | null = null,
): Promise<void> {
	const nowMs = runtime().clock.nowMs();
	await transaction(async (client) => {
		// Whoever stops or cancels the run waits for this, and then sees the new attempt; or this sees that it is over.
		const run = await client.query<{ state: string }>(
			"SELECT state FROM runs WHERE id = $1 FOR SHARE",
			[runId],
		);
		const marked = await client.query(
			`UPDATE episodes SET state = 'void', void_reason = $3, audit = $4, ended_at = now(), lease_owner = NULL, lease_until = NULL
			 WHERE id = $1 AND lease_owner = $2 AND state = 'running'`,
			[id, claim, reason, audit === null ? null : JSON.stringify(audit)],
		);
		const goesOn = ["running", "paused"].includes(run.rows[0]?.state ?? "");
		if (marked.rowCount !== 1 || attempt > reruns || !goesOn) return;
		await client.query(
			`INSERT INTO episodes (id, slug, run_id, cell_id, position, attempt, suite, version, seed, replicate, control, language,
			   category, model_id, drivers, pairing_key, not_before)
			 SELECT $2, $3, run_id, cell_id, position, attempt + 1, suite, version, seed, replicate, control, language,
			   category, model_id, drivers, pairing_key, now() + $4 * interval '1 millisecond'
			 FROM episodes WHERE id = $1
			 ON CONFLICT DO NOTHING`,
			[id, uuidV7(nowMs), randomSlug(), rerunPauseMs(attempt)],
		);
	});
}

const rerunPauseMs = (attempt: number) =>
	Math.min(RERUN_PAUSE_MS * 2 ** (attempt - 1), RERUN_PAUSE_MAX_MS);
