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
}

/** All models with their state and their last day. */
export async function listModels(actor: Actor): Promise<AdminModel[]> {
	assertAdmin(actor);
	const { rows } = await pool().query<AdminModel>(
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
	return rows;
}
