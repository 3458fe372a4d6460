import type { Actor } from "#lib/auth/actor.ts";
import { pool } from "#lib/db/pool.ts";
import { isUuid } from "#lib/kernel/ids.ts";
import { assertAdmin } from "#lib/services/admin/assert-admin.ts";

/** A voter as an admin sees one: a pseudonym with what it did, no name and no address. */
export interface VoterSummary {
	/** The pseudonym. */
	voterId: string;
	kind: "anonymous" | "account" | "api-key" | "scripted";
	createdAt: Date;
	lastSeenAt: Date;
	excludedAt: Date | null;
	excludedReason: string | null;
	battles: number;
	/** Current, not withdrawn. */
	votes: number;
	votesWithdrawn: number;
	/** Of the last 24 hours. */
	votesToday: number;
	/** Of the decisive votes, the share for whatever stood on the left; null without any. */
	leftShare: number | null;
	/** Median time from both replies being complete to the vote, in ms. */
	dwellMedianMs: number | null;
}

const SUMMARY = `
	SELECT v.id AS "voterId",
	  CASE WHEN v.is_scripted THEN 'scripted'
	       WHEN EXISTS (SELECT 1 FROM api_keys k WHERE k.voter_id = v.id) THEN 'api-key'
	       WHEN v.user_id IS NOT NULL THEN 'account' ELSE 'anonymous' END AS kind,
	  v.created_at AS "createdAt", v.last_seen_at AS "lastSeenAt",
	  v.excluded_at AS "excludedAt", v.excluded_reason AS "excludedReason",
	  (SELECT count(*) FROM battles b WHERE b.owner_voter_id = v.id) AS battles,
	  j.votes, j."votesWithdrawn", j."votesToday", j."leftShare", j."dwellMedianMs"
	FROM voters v
	LEFT JOIN LATERAL (
	  SELECT count(*) FILTER (WHERE withdrawn_at IS NULL) AS votes,
	    count(*) FILTER (WHERE withdrawn_at IS NOT NULL) AS "votesWithdrawn",
	    count(*) FILTER (WHERE created_at > now() - interval '24 hours') AS "votesToday",
	    avg((outcome = left_slot)::int) FILTER (WHERE outcome IN ('a', 'b'))::float8 AS "leftShare",
	    percentile_cont(0.5) WITHIN GROUP (ORDER BY dwell_ms) AS "dwellMedianMs"
	  FROM judgements WHERE voter_id = v.id AND is_current) j ON true`;

const LISTED_MAX = 50;

/**
 * The voter behind a receipt code or a pseudonym; without a search, excluded voters first and then
 * those who voted most in the last day. At most 50.
 */
export async function findVoters(actor: Actor, search: string): Promise<VoterSummary[]> {
	assertAdmin(actor);
	const text = search.trim();
	if (text === "") {
		const { rows } = await pool().query<VoterSummary>(
			`WITH listed AS (
			   SELECT v.id FROM voters v
			   LEFT JOIN (SELECT voter_id, count(*) AS n FROM judgements
			              WHERE created_at > now() - interval '24 hours' GROUP BY 1) t ON t.voter_id = v.id
			   WHERE v.excluded_at IS NOT NULL OR t.n > 0
			   ORDER BY v.excluded_at IS NULL, coalesce(t.n, 0) DESC, v.id LIMIT ${LISTED_MAX})
			 ${SUMMARY} WHERE v.id IN (SELECT id FROM listed)
			 ORDER BY v.excluded_at DESC NULLS LAST, j."votesToday" DESC, v.id`,
		);
		return rows;
	}
	const { rows } = await pool().query<VoterSummary>(
		isUuid(text)
			? `${SUMMARY} WHERE v.id = $1::uuid`
			: `${SUMMARY} WHERE v.id IN (SELECT voter_id FROM judgements WHERE receipt = $1)`,
		[text],
	);
	return rows;
}
