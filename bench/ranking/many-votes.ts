import type { Queryable } from "#lib/db/pool.ts";

/**
 * Fills a migrated, empty database with battles of `models` models and one counted vote on each, made in
 * two statements: spread over all pairs, ten languages, three categories, 1 to 6 turns and 180 days,
 * unevenly as votes are. One in fifty is left out for a reason. Deterministic.
 */
export async function insertManyVotes(
	db: Queryable,
	{ votes, models }: { votes: number; models: number },
): Promise<void> {
	await db.query(`
		CREATE OR REPLACE FUNCTION bench_id(name text) RETURNS uuid LANGUAGE sql IMMUTABLE AS
		$$ SELECT overlay(overlay(md5(name) PLACING '7' FROM 13) PLACING '8' FROM 17)::uuid $$;
		CREATE OR REPLACE FUNCTION bench_draw(name text) RETURNS float8 LANGUAGE sql IMMUTABLE AS
		$$ SELECT ('x' || left(md5(name), 8))::bit(32)::bigint / 4294967296.0::float8 $$`);
	await db.query(
		`INSERT INTO models (id, slug, name, maker, kind, source)
		SELECT bench_id('model' || i), 'model-' || i, 'Model ' || i, 'Maker', 'program', 'house' FROM generate_series(0, $1 - 1) AS i`,
		[models],
	);
	await db.query(
		"INSERT INTO voters (id) SELECT bench_id('voter' || i) FROM generate_series(0, 9999) AS i",
	);
	await db.query(
		`INSERT INTO battles (id, slug, owner_voter_id, origin, mode, state, language, categories, model_a_id, model_b_id,
			side_of_a, pairing_reason, display_policy, consent_version, turns_count, created_at, revealed_at)
		SELECT bench_id('battle' || i), 'slug' || i, bench_id('voter' || i % 10000), 'human', 'blind', 'decided',
			(ARRAY['en', 'en', 'en', 'en', 'en', 'de', 'fr', 'es', 'zh', 'ja'])[1 + floor(10 * bench_draw('l' || i))::int],
			(ARRAY['{}', '{code}', '{mathematics}', '{code,mathematics}'])[1 + floor(4 * bench_draw('c' || i) ^ 2)::int]::text[],
			bench_id('model' || a), bench_id('model' || (a + 1 + floor(($2::int - 1) * bench_draw('b' || i))::int) % $2::int),
			'left', 'uniform', 'gated-start', '1', 1 + floor(6 * bench_draw('t' || i) ^ 3)::int, at, at
		FROM (SELECT i, floor($2::int * bench_draw('a' || i))::int AS a,
			timestamptz '2026-01-01' + bench_draw('d' || i) * interval '180 days' AS at FROM generate_series(1, $1::int) AS i) drawn`,
		[votes, models],
	);
	await db.query(
		`INSERT INTO judgements (id, battle_id, scope, turn, kind, voter_id, outcome, reasons_a, reasons_b, left_slot,
			exclusions, receipt, turns_count, created_at)
		SELECT bench_id(b.id || 'vote'), b.id, 'battle', 0, 'vote', b.owner_voter_id,
			(ARRAY['a', 'a', 'b', 'b', 'tie', 'both_bad'])[1 + floor(6 * bench_draw(b.slug))::int], '{}', '{}', 'a',
			CASE WHEN bench_draw('x' || b.slug) < 0.02 THEN ARRAY['leak'] ELSE '{}' END, b.slug, b.turns_count, b.created_at
		FROM battles b`,
	);
	await db.query("ANALYZE");
}

/** One more battle with one vote, in English, about code, of one turn; resolves to the battle's id. */
export async function castOneVote(db: Queryable, n: number, models: number): Promise<string> {
	const { rows } = await db.query<{ id: string }>(
		`WITH battle AS (
			INSERT INTO battles (id, slug, owner_voter_id, origin, mode, state, language, categories, model_a_id, model_b_id,
				side_of_a, pairing_reason, display_policy, consent_version, turns_count, revealed_at)
			SELECT gen_random_uuid(), 'one' || $1::int, bench_id('voter0'), 'human', 'blind', 'decided', 'en', '{code}',
				bench_id('model' || $1::int % $2::int), bench_id('model' || ($1::int + 1) % $2::int), 'left', 'uniform', 'gated-start', '1', 1, now()
			RETURNING id, owner_voter_id)
		INSERT INTO judgements (id, battle_id, scope, turn, kind, voter_id, outcome, reasons_a, reasons_b, left_slot,
			exclusions, receipt, turns_count)
		SELECT gen_random_uuid(), id, 'battle', 0, 'vote', owner_voter_id, 'a', '{}', '{}', 'a', '{}', 'one' || $1::int, 1 FROM battle
		RETURNING battle_id AS id`,
		[n, models],
	);
	const id = rows[0]?.id;
	if (id === undefined) throw new Error("An inserted vote came back empty");
	return id;
}
