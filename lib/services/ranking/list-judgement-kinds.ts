import { pool } from "#lib/db/pool.ts";

const KEPT_MS = 60_000;
let kept: { until: number; kinds: Promise<string[]> } | undefined;

/**
 * Kinds of judgement that leaderboards can be made of, because some count. Read from the cells,
 * which are far fewer than judgements. At most KEPT_MS old.
 */
export function listJudgementKinds(nowMs: number): Promise<string[]> {
	if (kept !== undefined && kept.until > nowMs) return kept.kinds;
	const kinds = pool()
		.query<{ kind: string }>(`SELECT DISTINCT kind FROM cells WHERE reason = 'used' ORDER BY kind`)
		.then(({ rows }) => rows.map(({ kind }) => kind));
	kept = { until: nowMs + KEPT_MS, kinds };
	kinds.catch(() => {
		kept = undefined;
	});
	return kinds;
}
