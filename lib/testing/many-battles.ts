import type { Queryable } from "#lib/db/pool.ts";

/**
 * Fills a migrated, empty database with `count` decided battles of two turns between four models,
 * each with one counted vote, made in SQL so that a large table is there in seconds. Texts are about
 * 600 characters a reply with quotes, line breaks and letters beyond ASCII. The times are one second
 * apart, in pairs of equal times, so that order by time alone is not enough.
 */
export async function insertManyBattles(db: Queryable, count: number): Promise<void> {
	await db.query(`
		CREATE OR REPLACE FUNCTION many_battles_id(name text) RETURNS uuid LANGUAGE sql IMMUTABLE AS
		$$ SELECT overlay(overlay(md5(name) PLACING '7' FROM 13) PLACING '8' FROM 17)::uuid $$`);
	await db.query(`
		INSERT INTO models (id, slug, name, maker, kind, source, system_prefix)
		SELECT many_battles_id('model' || i), 'model-' || i, 'Model ' || i, 'Maker ' || i, 'program', 'house', CASE WHEN i = 1 THEN 'Be kind.' END
		FROM generate_series(0, 3) AS i`);
	await db.query(`
		INSERT INTO voters (id, consent_version, is_scripted)
		SELECT many_battles_id('voter' || i), '1', false FROM generate_series(0, 99) AS i`);
	await db.query(
		`INSERT INTO battles (id, slug, owner_voter_id, origin, mode, state, language, categories, categoriser_version,
		   model_a_id, model_b_id, side_of_a, pairing_reason, propensity, display_policy, consent_version, turns_count,
		   created_at, revealed_at)
		 SELECT many_battles_id('battle' || i), 'slug' || i, many_battles_id('voter' || i % 100), 'human', 'blind', 'decided', 'en',
		   ARRAY['mathematics'], '1', many_battles_id('model' || i % 4), many_battles_id('model' || (i + 1 + i / 4 % 3) % 4),
		   CASE i % 2 WHEN 0 THEN 'left' ELSE 'right' END, 'uniform', 1 / 6.0, 'gated-start', '1', 2,
		   timestamptz '2026-01-01' + i / 2 * interval '1 s', timestamptz '2026-01-01' + i / 2 * interval '1 s' + interval '90 s'
		 FROM generate_series(1, $1::int) AS i`,
		[count],
	);
	await db.query(`
		INSERT INTO conversations (id, battle_id, slot, model_id, seed)
		SELECT many_battles_id(b.id::text || s), b.id, s, CASE s WHEN 'a' THEN b.model_a_id ELSE b.model_b_id END, 7
		FROM battles b, unnest(ARRAY['a', 'b']) AS s`);
	await db.query(`
		INSERT INTO turns (battle_id, index, ended_at)
		SELECT b.id, t, b.created_at + interval '30 s' FROM battles b, generate_series(1, 2) AS t`);
	await db.query(`
		INSERT INTO replies (id, battle_id, turn, slot, conversation_id, model_id, state, words, style, ended_at)
		SELECT many_battles_id(c.id::text || 'reply' || t), c.battle_id, t, c.slot, c.id, c.model_id, 'done', 100,
		  '{"characters":600,"words":100,"headers":{"h1":0,"h2":1,"h3":0,"h4":0,"h5":0,"h6":0},"lists":{"ordered":0,"unordered":3},"bold":{"stars":1,"underscores":0},"codeBlocks":0,"emoji":0,"citations":1}',
		  now()
		FROM conversations c, generate_series(1, 2) AS t`);
	await db.query(`
		INSERT INTO messages (id, conversation_id, turn, seat, text)
		SELECT many_battles_id(c.id::text || seat || t), c.id, t, seat,
		  CASE seat WHEN 'user' THEN 'Question ' || t || ': what is "so" good about the number ' || abs(hashtext(c.battle_id::text)) || '?'
		  ELSE '## Answer' || E'\n' || repeat('It is "even", says the élève; ' || abs(hashtext(c.id::text)) || E' more lines\n', 11) END
		FROM conversations c, generate_series(1, 2) AS t, unnest(ARRAY['user', 'assistant']) AS seat`);
	await db.query(`
		INSERT INTO calls (id, purpose, battle_id, conversation_id, reply_id, turn, model_id, provider, requested_model,
		  parameters, state, started_at, first_token_ms, duration_ms, tokens_in, tokens_out, cost_usd, finish_reason)
		SELECT many_battles_id(r.id::text || 'call'), 'reply', r.battle_id, r.conversation_id, r.id, r.turn, r.model_id, 'house',
		  'program', '{"temperature":0.7,"maxOutputTokens":8192}', 'ok', now(), 120.5, 900.25, 200, 130, 0.001, 'stop'
		FROM replies r`);
	await db.query(`
		INSERT INTO judgements (id, battle_id, scope, turn, kind, voter_id, outcome, reasons_a, reasons_b, left_slot,
		  dwell_ms, exclusions, receipt, turns_count, created_at)
		SELECT many_battles_id(b.id::text || 'vote'), b.id, 'battle', 0, 'vote', b.owner_voter_id,
		  (ARRAY['a', 'b', 'tie', 'both_bad'])[1 + abs(hashtext(b.id::text)) % 4], ARRAY['clearer'], ARRAY[]::text[],
		  CASE b.side_of_a WHEN 'left' THEN 'a' ELSE 'b' END, 4200, ARRAY[]::text[], md5(b.id::text || 'receipt'), 2, b.revealed_at
		FROM battles b`);
	await db.query("ANALYZE");
}
