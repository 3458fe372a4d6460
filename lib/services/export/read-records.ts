import type { BattleRecord, JudgementRecord } from "#lib/datasets/battle-record.ts";
import { pool } from "#lib/db/pool.ts";
import { type BattleColumns, battleRecord, judgementRecord } from "./battle-columns.ts";
import { type BattleSelection, SUPERSEDED_SQL } from "./export-selection.ts";
import { readSimulations } from "./read-simulations.ts";

/** A battle with the judgements of one row: one in vote formats, all in battle formats. */
export interface ExportRecord {
	battle: BattleRecord;
	judgements: JudgementRecord[];
	/** Place of the (only) judgement among those of its battle, from 1. */
	order: number;
}

/**
 * The records of some rows of a selection (ids of judgements or of battles), in the order given. One
 * query; nothing stays open between two, so a slow reader holds nothing in the database.
 */
export async function readRecords(
	selection: BattleSelection,
	ids: readonly string[],
	pseudonym: (voterId: string) => string,
): Promise<ExportRecord[]> {
	const { rows } = await pool().query<BattleColumns>(recordsSql(selection.table), [
		selection.values[0],
		ids,
		...(selection.table === "battles" ? [selection.kinds] : []),
	]);
	const simulations = await readSimulations(rows, pseudonym);
	return rows.map((row) => {
		const simulation = simulations.get(row.id) ?? null;
		return {
			battle: battleRecord(row, simulation),
			judgements: judgementRecord(row, simulation?.scenario.suite ?? null, pseudonym),
			order: row.judgement_order ?? 0,
		};
	});
}

/** The statement of `readRecords`: $1 is the export's time, $2 the ids, $3 of battles the kinds of judgement. */
export function recordsSql(table: BattleSelection["table"]): string {
	const isVotes = table === "judgements";
	return `SELECT ${BATTLE_SQL}, ${isVotes ? VOTE_SQL : VOTES_SQL}
		FROM unnest($2::uuid[]) WITH ORDINALITY AS page(id, number)
		${isVotes ? "JOIN judgements j ON j.id = page.id JOIN battles b ON b.id = j.battle_id" : "JOIN battles b ON b.id = page.id"}
		JOIN models ma ON ma.id = b.model_a_id
		JOIN models mb ON mb.id = b.model_b_id
		LEFT JOIN conversations ca ON ca.battle_id = b.id AND ca.slot = 'a'
		LEFT JOIN conversations cb ON cb.battle_id = b.id AND cb.slot = 'b'
		ORDER BY page.number`;
}

// Arrays of text become JSON several times faster than json_build_array of typed values does.
const BATTLE_SQL = `
	b.id, b.created_at, b.revealed_at, b.origin, b.mode, b.state, b.category, b.language, b.categories,
	b.categoriser_version, b.pairing_reason, b.propensity, b.side_of_a, b.display_policy, b.consent_version,
	b.has_leak, b.scripted_by, ca.id AS conversation_a, ca.seed, b.episode_a_id AS episode_a, b.episode_b_id AS episode_b,
	ARRAY[ma.slug, ma.name, ma.maker, ma.kind, ma.licence, ma.open_weights::text, ${systemHash("ma")}] AS model_a,
	ARRAY[mb.slug, mb.name, mb.maker, mb.kind, mb.licence, mb.open_weights::text, ${systemHash("mb")}] AS model_b,
	(SELECT json_agg(ARRAY[CASE m.seat WHEN 'user' THEN 'user' WHEN 'assistant' THEN CASE m.conversation_id WHEN ca.id THEN 'a' ELSE 'b' END END,
	   m.turn::text, m.text, m.cut_offset::text])
	 FROM messages m
	 WHERE m.conversation_id IN (ca.id, cb.id) AND (m.seat = 'assistant' OR m.conversation_id = ca.id))::text AS messages,
	(SELECT json_agg(ARRAY[r.slot, r.turn::text, r.state, r.failure_reason, r.attempt::text, r.style::text, r.has_leak::text])
	 FROM replies r WHERE r.battle_id = b.id)::text AS replies,
	(SELECT json_agg(ARRAY[c.conversation_id::text, c.turn::text, c.attempt::text, c.try_number::text, c.state,
	   c.provider, c.requested_model, c.returned_model, c.parameters::text, (extract(epoch FROM c.started_at) * 1000)::text,
	   c.first_token_ms::text, c.duration_ms::text, c.tokens_in::text, c.tokens_out::text, c.tokens_reasoning::text,
	   c.tokens_cached::text, c.tokens_estimated::text, c.cost_usd::text, c.finish_reason, c.http_status::text, c.error_code])
	 FROM calls c WHERE c.battle_id = b.id AND c.purpose = 'reply')::text AS calls`;

/** What was served when the battle began, not what the model's entry says today. */
function systemHash(model: "ma" | "mb"): string {
	return `(SELECT CASE WHEN coalesce(s.settings->>'systemPrefix', '') <> ''
		THEN encode(sha256(convert_to(s.settings->>'systemPrefix', 'UTF8')), 'hex') END
		FROM served_models s WHERE s.model_id = ${model}.id AND s.from_at <= b.created_at ORDER BY s.from_at DESC LIMIT 1)`;
}

/** A judgement as text fields; `x` is the judgement. What its errors hang together by stands for who judged. A withdrawal takes the versions before it along. */
const JUDGEMENT_FIELDS = `ARRAY[x.id::text, coalesce(x.group_id, x.voter_id)::text, x.scope, x.turn::text, x.outcome, x.strength::text,
	array_to_json(x.reasons_a)::text, array_to_json(x.reasons_b)::text, x.comment, x.left_slot, x.dwell_ms::text,
	x.version::text, x.supersedes_id::text, (${SUPERSEDED_SQL})::text,
	CASE WHEN x.is_current THEN (extract(epoch FROM x.withdrawn_at) * 1000)::text ELSE
	 (SELECT (extract(epoch FROM min(w.withdrawn_at)) * 1000)::text FROM judgements w WHERE w.receipt = x.receipt AND w.version >= x.version) END,
	array_to_json(x.exclusions)::text, (v.excluded_at IS NOT NULL)::text, x.turns_count::text,
	(extract(epoch FROM x.created_at) * 1000)::text, x.kind, (x.provenance->'jurors')::text, v.is_scripted::text]`;

const VOTE_SQL = `
	(SELECT json_build_array(${JUDGEMENT_FIELDS})
	 FROM judgements x, LATERAL (SELECT * FROM voters WHERE id = x.voter_id OFFSET 0) AS v WHERE x.id = page.id)::text AS judgements,
	(SELECT count(*)::int FROM judgements o
	 WHERE o.battle_id = b.id AND (o.created_at, o.id) <= (j.created_at, j.id)) AS judgement_order`;

const VOTES_SQL = `
	(SELECT json_agg(${JUDGEMENT_FIELDS} ORDER BY x.created_at, x.id)
	 FROM judgements x JOIN voters v ON v.id = x.voter_id
	 WHERE x.battle_id = b.id AND x.kind = ANY ($3::text[]) AND x.created_at <= $1::timestamptz)::text AS judgements`;
