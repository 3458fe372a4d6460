import type { ExclusionReason, VoteScope } from "#lib/arena/battle.ts";
import type { Origin, Outcome } from "#lib/arena/outcome.ts";
import { pool } from "#lib/db/pool.ts";
import { randomSlug, uuidV7 } from "#lib/kernel/ids.ts";

const newId = () => uuidV7(Date.now());

/** A registered model of that slug, made on first use; resolves to its id. */
export async function modelOf(slug: string): Promise<string> {
	const { rows } = await pool().query<{ id: string }>(
		`INSERT INTO models (id, slug, name, maker, kind, source, input_modalities, output_modalities, aliases, updated_at)
		VALUES ($1, $2, $3, 'Test maker', 'program', 'house', '{text}', '{text}', '{}', now())
		ON CONFLICT (slug) DO UPDATE SET slug = EXCLUDED.slug RETURNING id`,
		[newId(), slug, slug.toUpperCase()],
	);
	return rows[0]?.id ?? "";
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
