import type { ExclusionReason, VoteScope } from "#lib/arena/battle.ts";
import type { Origin, Outcome } from "#lib/arena/outcome.ts";
import { pool } from "#lib/db/pool.ts";
import { randomSlug, uuidV7 } from "#lib/kernel/ids.ts";

const ids = new Map<string, string>();
const newId = () => uuidV7(Date.now());

/** A registered model of that slug, made on first use; resolves to its id. */
export async function modelOf(slug: string): Promise<string> {
	const { rows } = await pool().query<{ id: string }>(
		`INSERT INTO models (id, slug, name, maker, kind, source, input_modalities, output_modalities, aliases, updated_at)
		VALUES ($1, $2, $3, 'Test maker', 'program', 'house', '{text}', '{text}', '{}', now())
		ON CONFLICT (slug) DO UPDATE SET slug = EXCLUDED.slug RETURNING id`,
		[newId(), slug, slug.toUpperCase()],
	);
	const id = rows[0]?.id ?? "";
	ids.set(slug, id);
	return id;
}

/** A voter, excluded if asked for; resolves to the id. */
export async function newVoter(options: { isExcluded?: boolean } = {}): Promise<string> {
	const id = newId();
	await pool().query(
		"INSERT INTO voters (id, excluded_at, excluded_reason) VALUES ($1, $2, $3)",
		options.isExcluded ? [id, new Date(), "test"] : [id, null, null],
	);
	return id;
}

export type VoteSpec = {
	a: string;
	b: string;
	outcome: Outcome;
	voterId?: string;
	battleId?: string;
	scope?: VoteScope;
	turn?: number;
	version?: number;
	isCurrent?: boolean;
	withdrawn?: boolean;
	exclusions?: ExclusionReason[];
	reasonsA?: string[];
	reasonsB?: string[];
	origin?: Origin;
	language?: string | null;
	categories?: string[];
	turnsCount?: number;
	at?: Date;
};

/** A decided battle between two models; resolves to its id. */
export async function newBattle(spec: VoteSpec & { voterId: string }): Promise<string> {
	const id = newId();
	await pool().query(
		`INSERT INTO battles (id, slug, owner_voter_id, origin, mode, state, language, categories, model_a_id, model_b_id,
			side_of_a, pairing_reason, propensity, display_policy, consent_version, turns_count, created_at, updated_at, revealed_at)
		VALUES ($1, $2, $3, $4, 'blind', 'decided', $5, $6, $7, $8, 'left', 'uniform', 0.5, 'gated-start', '1', $9, $10, $10, $10)`,
		[
			id,
			randomSlug(),
			spec.voterId,
			spec.origin ?? "human",
			spec.language ?? null,
			spec.categories ?? [],
			await modelOf(spec.a),
			await modelOf(spec.b),
			spec.turnsCount ?? 1,
			spec.at ?? new Date(),
		],
	);
	return id;
}

/** A vote with whatever it needs (models, voter, battle) written directly; resolves to the ids. */
export async function newVote(
	spec: VoteSpec,
): Promise<{ id: string; battleId: string; voterId: string }> {
	const voterId = spec.voterId ?? (await newVoter());
	const battleId = spec.battleId ?? (await newBattle({ ...spec, voterId }));
	const id = newId();
	const at = spec.at ?? new Date();
	await pool().query(
		`INSERT INTO judgements (id, battle_id, scope, turn, kind, voter_id, outcome, reasons_a, reasons_b, left_slot, version,
			is_current, withdrawn_at, exclusions, receipt, turns_count, created_at)
		VALUES ($1, $2, $3, $4, 'vote', $5, $6, $7, $8, 'a', $9, $10, $11, $12, $13, $14, $15)`,
		[
			id,
			battleId,
			spec.scope ?? "battle",
			spec.turn ?? 0,
			voterId,
			spec.outcome,
			spec.reasonsA ?? [],
			spec.reasonsB ?? [],
			spec.version ?? 1,
			spec.isCurrent ?? true,
			spec.withdrawn ? at : null,
			spec.exclusions ?? [],
			randomSlug(),
			spec.turnsCount ?? 1,
			at,
		],
	);
	return { id, battleId, voterId };
}

/** Many votes in two statements: `count` battles cycling through the given pairs and outcomes. */
export async function manyVotes(specs: readonly VoteSpec[], count: number): Promise<void> {
	const voterId = await newVoter();
	for (const spec of specs) {
		await modelOf(spec.a);
		await modelOf(spec.b);
	}
	const column = <T>(of: (spec: VoteSpec) => T) => specs.map(of);
	await pool().query(
		`WITH spec AS (
			SELECT *, row_number() OVER () - 1 AS n FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[]) AS t(a, b, outcome, origin)),
		battle AS (
			INSERT INTO battles (id, slug, owner_voter_id, origin, mode, state, language, categories, model_a_id, model_b_id,
				side_of_a, pairing_reason, display_policy, consent_version, turns_count, updated_at)
			SELECT gen_random_uuid(), md5(random()::text || i), $1, spec.origin, 'blind', 'decided', 'en', '{}', spec.a, spec.b,
				'left', 'uniform', 'gated-start', '1', 1, now()
			FROM generate_series(0, $6::int - 1) AS i JOIN spec ON spec.n = i % $7::int
			RETURNING id, model_a_id, model_b_id, origin)
		INSERT INTO judgements (id, battle_id, scope, turn, kind, voter_id, outcome, left_slot, receipt, turns_count, reasons_a, reasons_b, exclusions)
		SELECT gen_random_uuid(), battle.id, 'battle', 0, 'vote', $1,
			(array_agg(spec.outcome))[1 + floor(random() * count(*))::int], 'a', md5(battle.id::text), 1, '{}', '{}', '{}'
		FROM battle JOIN spec ON (spec.a, spec.b) = (battle.model_a_id, battle.model_b_id) GROUP BY battle.id`,
		[
			voterId,
			column((spec) => ids.get(spec.a)),
			column((spec) => ids.get(spec.b)),
			column((spec) => spec.outcome),
			column((spec) => spec.origin ?? "human"),
			count,
			specs.length,
		],
	);
}
