import type { Actor } from "#lib/auth/actor.ts";
import { pool } from "#lib/db/pool.ts";
import { assertAdmin } from "./assert-admin.ts";

export interface FailureGroup {
	slug: string;
	name: string;
	/** Stable code of the cause. */
	cause: string;
	calls: number;
	lastAt: Date;
}

export interface FailedCall {
	callId: string;
	at: Date;
	slug: string;
	name: string;
	provider: string;
	cause: string;
	httpStatus: number | null;
	/** The provider's own words. */
	words: string | null;
	purpose: string;
	durationMs: number | null;
	tryNumber: number;
}

export interface FailuresView {
	/** Of the last 24 hours, most first. */
	groups: FailureGroup[];
	/** The newest of the last week, at most 100. */
	latest: FailedCall[];
}

/** Failed calls by model and cause, and the newest ones with what the provider said. */
export async function listFailures(actor: Actor): Promise<FailuresView> {
	assertAdmin(actor);
	const cause = "coalesce(c.error_code, 'unknown')";
	const groups = await pool().query<FailureGroup>(
		`SELECT m.slug, m.name, ${cause} AS cause, count(*) AS calls, max(c.started_at) AS "lastAt"
		 FROM calls c JOIN models m ON m.id = c.model_id
		 WHERE c.state = 'failed' AND c.started_at > now() - interval '24 hours'
		 GROUP BY 1, 2, 3 ORDER BY calls DESC, m.slug, cause`,
	);
	const latest = await pool().query<FailedCall>(
		`SELECT c.id AS "callId", c.started_at AS at, m.slug, m.name, c.provider, ${cause} AS cause,
		   c.http_status AS "httpStatus", left(c.error_text, 2000) AS words, c.purpose,
		   c.duration_ms AS "durationMs", c.try_number AS "tryNumber"
		 FROM calls c JOIN models m ON m.id = c.model_id
		 WHERE c.state = 'failed' AND c.started_at > now() - interval '7 days'
		 ORDER BY c.started_at DESC, c.id LIMIT 100`,
	);
	return { groups: groups.rows, latest: latest.rows };
}
