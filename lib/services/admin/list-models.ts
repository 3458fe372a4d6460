import { type PairingCandidate, pairProbabilities } from "#lib/arena/pairing.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { pool } from "#lib/db/pool.ts";
import { assertAdmin } from "./assert-admin.ts";

export interface AdminModel {
	id: string;
	slug: string;
	name: string;
	maker: string;
	kind: string;
	source: string;
	state: string;
	stateReason: string | null;
	weight: number | null;
	aliasOf: string | null;
	blindEligible: boolean;
	endpoints: { provider: string; providerModelId: string }[];
	/** Of the last 24 hours. */
	calls: number;
	failures: number;
	costUsd: number | null;
	/** The probability that the next blind battle has this model in it; 0 when it cannot be drawn. */
	pairingShare: number;
}

export interface ModelsView {
	models: AdminModel[];
	/** Every pair that the next blind battle may get, most likely first. */
	pairs: { a: string; b: string; probability: number }[];
}

/** All models with their state, their last day, and what blind pairing would draw now. */
export async function listModels(actor: Actor): Promise<ModelsView> {
	assertAdmin(actor);
	const { rows } = await pool().query<Omit<AdminModel, "pairingShare">>(
		`SELECT m.id, m.slug, m.name, m.maker, m.kind, m.source, m.state, m.state_reason AS "stateReason",
		   m.weight, m.alias_of AS "aliasOf", m.blind_eligible AS "blindEligible",
		   coalesce((SELECT jsonb_agg(jsonb_build_object('provider', e.provider, 'providerModelId', e.provider_model_id)
		             ORDER BY e.position) FROM endpoints e WHERE e.model_id = m.id), '[]') AS endpoints,
		   c.calls, c.failures, c."costUsd"
		 FROM models m
		 LEFT JOIN LATERAL (
		   SELECT count(*) AS calls, count(*) FILTER (WHERE state = 'failed') AS failures, sum(cost_usd) AS "costUsd"
		   FROM calls WHERE model_id = m.id AND started_at > now() - interval '24 hours') c ON true
		 ORDER BY m.state = 'retired', m.state <> 'active', m.slug`,
	);
	const candidates: PairingCandidate[] = rows.filter(
		(model) => model.state === "active" && model.blindEligible,
	);
	const pairs = pairProbabilities(candidates).map((pair) => ({
		a: pair.a.slug,
		b: pair.b.slug,
		probability: pair.probability,
	}));
	const shares = new Map<string, number>();
	for (const { a, b, probability } of pairs)
		for (const slug of [a, b]) shares.set(slug, (shares.get(slug) ?? 0) + probability);
	return {
		models: rows.map((model) => ({ ...model, pairingShare: shares.get(model.slug) ?? 0 })),
		pairs,
	};
}
