import { z } from "zod";
import type { Actor } from "#lib/auth/actor.ts";
import { pool } from "#lib/db/pool.ts";
import { assertAdmin } from "./assert-admin.ts";

export interface FlaggedReply {
	replyId: string;
	at: Date;
	/** Of the battle's replay. */
	slug: string;
	turn: number;
	slot: string;
	model: string;
	/** What gave the model away, with the text around it. */
	evidence: { kind: string; matched: string; before: string; after: string }[];
}

export interface ExcludedVote {
	receipt: string;
	at: Date;
	voterId: string;
	outcome: string;
	scope: string;
	reasons: string[];
	voterReason: string | null;
}

export interface FlagsView {
	/** Newest first, at most 100. */
	leaks: FlaggedReply[];
	/** How many current votes are left out, by reason; a vote with two reasons counts under both. */
	counts: { reason: string; votes: number }[];
	/** Newest first, at most 100. */
	excluded: ExcludedVote[];
}

const findings = z
	.array(z.object({ kind: z.string(), matched: z.string(), start: z.int(), end: z.int() }))
	.catch([]);

const CONTEXT_CHARACTERS = 80;

function evidenceOf(leak: unknown, text: string): FlaggedReply["evidence"] {
	return findings.parse(leak).map(({ kind, matched, start, end }) => ({
		kind,
		matched,
		before: text.slice(Math.max(0, start - CONTEXT_CHARACTERS), start),
		after: text.slice(end, end + CONTEXT_CHARACTERS),
	}));
}

// Withdrawing is the voter's choice and superseding is bookkeeping: neither is a flag.
const REASONS = `CASE WHEN v.excluded_at IS NULL OR 'voter-excluded' = ANY (j.exclusions) THEN j.exclusions
	ELSE array_append(j.exclusions, 'voter-excluded') END`;
const FLAGGED = `FROM judgements j JOIN voters v ON v.id = j.voter_id
	WHERE j.kind = 'vote' AND j.is_current AND j.withdrawn_at IS NULL
	  AND (cardinality(j.exclusions) > 0 OR v.excluded_at IS NOT NULL)`;

/** Replies that gave their model away, and votes that the boards leave out and why. */
export async function listFlags(actor: Actor): Promise<FlagsView> {
	assertAdmin(actor);
	const leaks = await pool().query<
		Omit<FlaggedReply, "evidence"> & { leak: unknown; text: string }
	>(
		`SELECT r.id AS "replyId", coalesce(r.ended_at, r.started_at) AS at, b.slug, r.turn, r.slot,
		   m.name AS model, r.leak, coalesce(t.text, '') AS text
		 FROM replies r JOIN battles b ON b.id = r.battle_id JOIN models m ON m.id = r.model_id
		 LEFT JOIN messages t ON t.conversation_id = r.conversation_id AND t.turn = r.turn AND t.seat = 'assistant'
		 WHERE r.has_leak ORDER BY at DESC, r.id LIMIT 100`,
	);
	const counts = await pool().query<{ reason: string; votes: number }>(
		`SELECT reason, count(*) AS votes FROM (SELECT unnest(${REASONS}) AS reason ${FLAGGED}) flagged
		 GROUP BY 1 ORDER BY votes DESC, reason`,
	);
	const excluded = await pool().query<ExcludedVote>(
		`SELECT j.receipt, j.created_at AS at, j.voter_id AS "voterId", j.outcome, j.scope,
		   ${REASONS} AS reasons, v.excluded_reason AS "voterReason" ${FLAGGED}
		 ORDER BY j.created_at DESC, j.id LIMIT 100`,
	);
	return {
		leaks: leaks.rows.map(({ leak, text, ...row }) => ({
			...row,
			evidence: evidenceOf(leak, text),
		})),
		counts: counts.rows,
		excluded: excluded.rows,
	};
}
