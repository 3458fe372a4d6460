import type {
	BattleRecord,
	JudgementRecord,
} from "#lib/datasets/battle-record.ts";
import type { FormatName } from "#lib/datasets/format-names.ts";
import { pool } from "#lib/db/pool.ts";
import {
	type BattleColumns,
	battleRecord,
	judgementRecord,
} from "./battle-columns.ts";
import { type Selection, SUPERSEDED_SQL } from "./export-selection.ts";

/** A place in the order of time and id. */
export interface Place {
	at: Date;
	id: string;
}

/** A battle with the judgements of one row: one in vote formats, all in battle formats. */
export interface ExportRecord {
	place: Place;
	battle: BattleRecord;
	judgements: JudgementRecord[];
	/** Place of the (only) judgement among those of its battle, from 1. */
	order: number;
}

/** A page ends after this many rows … */
const PAGE_ROWS = 500;
/** … or before the row with which it would hold more turns than this: texts are what fills memory. */
const PAGE_TURNS = 1500;

/**
 * The next rows of a selection after a place, in the order of time and id, up to `rowsMax` and to
 * the last place `until`. One query; no transaction or cursor stays open between two pages, so a
 * slow reader holds nothing in the database. Empty at the end.
 */
export async function readPage(options: {
	format: FormatName;
	selection: Selection;
	after: Place | null;
	until: Place | null;
	rowsMax: number;
	pseudonym: (voterId: string) => string;
}): Promise<ExportRecord[]> {
	const { format, selection, after, until } = options;
	const values = [...selection.values];
	const bind = (value: unknown) => `$${values.push(value)}`;
	const bounds = [
		after &&
			`(x.created_at, x.id) > (${bind(after.at)}::timestamptz, ${bind(after.id)}::uuid)`,
		until &&
			`(x.created_at, x.id) <= (${bind(until.at)}::timestamptz, ${bind(until.id)}::uuid)`,
	].filter((bound) => bound !== null);
	const rows = bind(Math.min(PAGE_ROWS, options.rowsMax));
	const isVotes = format !== "parley";
	const sql = `
		WITH chosen AS MATERIALIZED (
			SELECT x.id, x.created_at, b.id AS battle_id, b.turns_count
			FROM ${selection.from}
			WHERE ${[selection.where, `${selection.reason} = 'kept'`, ...bounds].join(" AND ")}
			ORDER BY x.created_at, x.id LIMIT ${rows}
		), page AS (
			SELECT *, sum(turns_count) OVER w AS turns_so_far, row_number() OVER w AS number
			FROM chosen WINDOW w AS (ORDER BY created_at, id)
		)
		SELECT page.id AS place_id, page.created_at AS place_at, ${BATTLE_SQL}, ${isVotes ? VOTE_SQL : VOTES_SQL}
		FROM page
		JOIN battles b ON b.id = page.battle_id
		JOIN models ma ON ma.id = b.model_a_id
		JOIN models mb ON mb.id = b.model_b_id
		JOIN conversations ca ON ca.battle_id = b.id AND ca.slot = 'a'
		JOIN conversations cb ON cb.battle_id = b.id AND cb.slot = 'b'
		WHERE page.turns_so_far <= ${PAGE_TURNS} OR page.number = 1
		ORDER BY page.created_at, page.id`;
	const result = await pool().query<BattleColumns>(sql, values);
	return result.rows.map((row) => ({
		place: { at: row.place_at, id: row.place_id },
		battle: battleRecord(row),
		judgements: judgementRecord(row, options.pseudonym),
		order: row.judgement_order ?? 0,
	}));
}

// Arrays of text become JSON several times faster than json_build_array of typed values does.
const BATTLE_SQL = `
	b.id, b.created_at, b.revealed_at, b.origin, b.mode, b.state, b.category, b.language, b.categories,
	b.categoriser_version, b.pairing_reason, b.propensity, b.side_of_a, b.display_policy, b.consent_version,
	b.has_leak, b.scripted_by, ca.id AS conversation_a, ca.seed,
	ARRAY[ma.slug, ma.name, ma.maker, ma.kind, ma.licence, ma.open_weights::text, ${systemHash("ma")}] AS model_a,
	ARRAY[mb.slug, mb.name, mb.maker, mb.kind, mb.licence, mb.open_weights::text, ${systemHash("mb")}] AS model_b,
	(SELECT json_agg(ARRAY[m.turn::text, m.text] ORDER BY m.turn)
	 FROM messages m WHERE m.conversation_id = ca.id AND m.seat = 'user')::text AS users,
	(SELECT json_agg(ARRAY[r.slot, r.turn::text, r.state, r.failure_reason, r.attempt::text, r.style::text,
	   r.has_leak::text, m.text, m.cut_offset::text])
	 FROM replies r
	 LEFT JOIN messages m ON m.conversation_id = r.conversation_id AND m.turn = r.turn AND m.seat = 'assistant'
	 WHERE r.battle_id = b.id)::text AS replies,
	(SELECT json_agg(ARRAY[c.conversation_id::text, c.turn::text, c.attempt::text, c.try_number::text, c.state,
	   c.provider, c.requested_model, c.returned_model, c.parameters::text, (extract(epoch FROM c.started_at) * 1000)::text,
	   c.first_token_ms::text, c.duration_ms::text, c.tokens_in::text, c.tokens_out::text, c.tokens_reasoning::text,
	   c.tokens_cached::text, c.tokens_estimated::text, c.cost_usd::text, c.finish_reason, c.http_status::text, c.error_code]
	   ORDER BY c.turn, c.attempt, c.try_number)
	 FROM calls c WHERE c.battle_id = b.id AND c.purpose = 'reply')::text AS calls`;

/** What was served when the battle began, not what the model's entry says today. */
function systemHash(model: "ma" | "mb"): string {
	return `(SELECT CASE WHEN coalesce(s.settings->>'systemPrefix', '') <> ''
		THEN encode(sha256(convert_to(s.settings->>'systemPrefix', 'UTF8')), 'hex') END
		FROM served_models s WHERE s.model_id = ${model}.id AND s.from_at <= b.created_at ORDER BY s.from_at DESC LIMIT 1)`;
}

/** A judgement as text fields; `x` is the judgement. A withdrawal takes the versions before it along. */
const JUDGEMENT_FIELDS = `ARRAY[x.id::text, x.voter_id::text, x.scope, x.turn::text, x.outcome, x.strength::text,
	array_to_json(x.reasons_a)::text, array_to_json(x.reasons_b)::text, x.comment, x.left_slot, x.dwell_ms::text,
	x.version::text, x.supersedes_id::text, (${SUPERSEDED_SQL})::text,
	(SELECT (extract(epoch FROM min(w.withdrawn_at)) * 1000)::text FROM judgements w WHERE w.receipt = x.receipt AND w.version >= x.version),
	array_to_json(x.exclusions)::text, (v.excluded_at IS NOT NULL)::text, x.turns_count::text,
	(extract(epoch FROM x.created_at) * 1000)::text]`;

const VOTE_SQL = `
	(SELECT json_build_array(${JUDGEMENT_FIELDS})
	 FROM judgements x JOIN voters v ON v.id = x.voter_id WHERE x.id = page.id)::text AS judgements,
	(SELECT count(*)::int FROM judgements o
	 WHERE o.battle_id = page.battle_id AND (o.created_at, o.id) <= (page.created_at, page.id)) AS judgement_order`;

const VOTES_SQL = `
	(SELECT json_agg(${JUDGEMENT_FIELDS} ORDER BY x.created_at, x.id)
	 FROM judgements x JOIN voters v ON v.id = x.voter_id
	 WHERE x.battle_id = b.id AND x.kind = 'vote' AND x.created_at <= $1::timestamptz)::text AS judgements`;
