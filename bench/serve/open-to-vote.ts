import { signVoter, VOTER_COOKIE } from "#lib/auth/voter-cookie.ts";
import { pool } from "#lib/db/pool.ts";
import { uuidV7 } from "#lib/kernel/ids.ts";

/** A battle whose one turn is answered and that has no vote yet. */
export interface Votable {
	id: string;
	/** The owner's cookie, as the arena would set it. */
	cookie: string;
}

/**
 * Writes `count` answered battles between two registered models, each of a voter of its own, straight
 * into the database. The owners' cookies are signed with `secret`.
 */
export async function writeVotable(
	count: number,
	models: [string, string],
	secret: string,
): Promise<Votable[]> {
	const newIds = () => Array.from({ length: count }, () => uuidV7(Date.now()));
	const [battles, voters] = [newIds(), newIds()];
	await pool().query(
		`WITH fresh AS (SELECT * FROM unnest($1::uuid[], $2::uuid[]) AS f(battle_id, voter_id)),
		pair AS (SELECT (SELECT id FROM models WHERE slug = $3) AS a, (SELECT id FROM models WHERE slug = $4) AS b),
		voter AS (INSERT INTO voters (id, consent_version) SELECT voter_id, '1' FROM fresh),
		battle AS (
			INSERT INTO battles (id, slug, owner_voter_id, origin, mode, state, categories, model_a_id, model_b_id, side_of_a,
				pairing_reason, propensity, display_policy, consent_version, turns_count)
			SELECT battle_id, md5(battle_id::text), voter_id, 'human', 'blind', 'open', '{}', pair.a, pair.b, 'left',
				'uniform', 1, 'gated-start', '1', 1 FROM fresh, pair),
		conversation AS (
			INSERT INTO conversations (id, battle_id, slot, model_id, seed)
			SELECT gen_random_uuid(), battle_id, slot, CASE slot WHEN 'a' THEN pair.a ELSE pair.b END, 7
			FROM fresh, pair, unnest(ARRAY['a', 'b']) AS slot RETURNING id, battle_id, slot, model_id),
		turn AS (INSERT INTO turns (battle_id, index, ended_at) SELECT battle_id, 1, now() FROM fresh),
		reply AS (
			INSERT INTO replies (id, battle_id, turn, slot, conversation_id, model_id, state, words, ended_at)
			SELECT gen_random_uuid(), battle_id, 1, slot, id, model_id, 'done', 200, now() FROM conversation
			RETURNING id, battle_id, slot, conversation_id, model_id)
		INSERT INTO calls (id, purpose, battle_id, conversation_id, reply_id, turn, model_id, provider, requested_model,
			parameters, state, started_at, first_token_ms, duration_ms, tokens_in, tokens_out, cost_usd, finish_reason)
		SELECT gen_random_uuid(), 'reply', battle_id, conversation_id, id, 1, model_id, 'openai-compatible', 'bench', '{}',
			'ok', now(), 300, 4000, 12, 200, 0.001, 'stop' FROM reply`,
		[battles, voters, ...models],
	);
	await pool().query("ANALYZE");
	return battles.map((id, at) => ({
		id,
		cookie: `${VOTER_COOKIE}=${signVoter(voters[at] ?? "", Date.now(), secret)}`,
	}));
}
