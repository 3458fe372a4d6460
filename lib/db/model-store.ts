import { pool, type Queryable } from "./pool.ts";

/** A row of `models` as it is written. JSON columns hold what their owner declared. */
export interface ModelRow {
	id: string;
	slug: string;
	name: string;
	family: string | null;
	maker: string;
	kind: string;
	description: string | null;
	licence: string | null;
	openWeights: boolean;
	contextTokens: number | null;
	inputModalities: string[];
	outputModalities: string[];
	priceInputUsd: number | null;
	priceOutputUsd: number | null;
	priceCachedUsd: number | null;
	systemPrefix: string | null;
	sampling: object;
	weight: number | null;
	state: string;
	stateReason: string | null;
	aliasOf: string | null;
	blindEligible: boolean;
	aliases: string[];
	facts: object;
	source: string;
	declared: object;
}

export interface EndpointRow {
	id: string;
	provider: string;
	providerModelId: string;
	baseUrl: string | null;
	keyEnv: string | null;
	limits: object;
	capabilities: object;
	trusted: boolean;
}

const columns = `id, slug, name, family, maker, kind, description, licence,
	open_weights AS "openWeights", context_tokens AS "contextTokens",
	input_modalities AS "inputModalities", output_modalities AS "outputModalities",
	price_input_usd AS "priceInputUsd", price_output_usd AS "priceOutputUsd",
	price_cached_usd AS "priceCachedUsd", system_prefix AS "systemPrefix", sampling, weight, state,
	state_reason AS "stateReason", alias_of AS "aliasOf", blind_eligible AS "blindEligible", aliases,
	facts, source, declared`;

/** Every model with its endpoints in order, by slug. JSON columns come as they are stored: parse them. */
export async function readModels(
	on: Queryable = pool(),
): Promise<(ModelRow & { endpoints: EndpointRow[] })[]> {
	const { rows } = await on.query(
		`SELECT ${columns}, coalesce((
		   SELECT jsonb_agg(jsonb_build_object('id', e.id, 'provider', e.provider,
		     'providerModelId', e.provider_model_id, 'baseUrl', e.base_url, 'keyEnv', e.key_env,
		     'limits', e.limits, 'capabilities', e.capabilities, 'trusted', e.trusted) ORDER BY e.position)
		   FROM endpoints e WHERE e.model_id = m.id), '[]') AS endpoints
		 FROM models m ORDER BY slug COLLATE "C"`,
	);
	return rows;
}

/** Inserts a model or, by its slug, overwrites it. */
export async function writeModel(row: ModelRow, on: Queryable): Promise<void> {
	await on.query(
		`INSERT INTO models (id, slug, name, family, maker, kind, description, licence, open_weights,
		   context_tokens, input_modalities, output_modalities, price_input_usd, price_output_usd,
		   price_cached_usd, system_prefix, sampling, weight, state, state_reason, alias_of,
		   blind_eligible, aliases, facts, source, declared)
		 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
		   $20, $21, $22, $23, $24, $25, $26)
		 ON CONFLICT (slug) DO UPDATE SET name = EXCLUDED.name, family = EXCLUDED.family,
		   maker = EXCLUDED.maker, kind = EXCLUDED.kind, description = EXCLUDED.description,
		   licence = EXCLUDED.licence, open_weights = EXCLUDED.open_weights,
		   context_tokens = EXCLUDED.context_tokens, input_modalities = EXCLUDED.input_modalities,
		   output_modalities = EXCLUDED.output_modalities, price_input_usd = EXCLUDED.price_input_usd,
		   price_output_usd = EXCLUDED.price_output_usd, price_cached_usd = EXCLUDED.price_cached_usd,
		   system_prefix = EXCLUDED.system_prefix, sampling = EXCLUDED.sampling, weight = EXCLUDED.weight,
		   state = EXCLUDED.state, state_reason = EXCLUDED.state_reason, alias_of = EXCLUDED.alias_of,
		   blind_eligible = EXCLUDED.blind_eligible, aliases = EXCLUDED.aliases, facts = EXCLUDED.facts,
		   source = EXCLUDED.source, declared = EXCLUDED.declared, updated_at = now()`,
		[
			row.id,
			row.slug,
			row.name,
			row.family,
			row.maker,
			row.kind,
			row.description,
			row.licence,
			row.openWeights,
			row.contextTokens,
			row.inputModalities,
			row.outputModalities,
			row.priceInputUsd,
			row.priceOutputUsd,
			row.priceCachedUsd,
			row.systemPrefix,
			JSON.stringify(row.sampling),
			row.weight,
			row.state,
			row.stateReason,
			row.aliasOf,
			row.blindEligible,
			row.aliases,
			JSON.stringify(row.facts),
			row.source,
			JSON.stringify(row.declared),
		],
	);
}

/** Makes these the model's endpoints, in this order. */
export async function writeEndpoints(
	modelId: string,
	endpoints: readonly EndpointRow[],
	on: Queryable,
): Promise<void> {
	await on.query("DELETE FROM endpoints WHERE model_id = $1", [modelId]);
	for (const [position, endpoint] of endpoints.entries())
		await on.query(
			`INSERT INTO endpoints (id, model_id, provider, provider_model_id, base_url, key_env, limits,
			   capabilities, trusted, position) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
			[
				endpoint.id,
				modelId,
				endpoint.provider,
				endpoint.providerModelId,
				endpoint.baseUrl,
				endpoint.keyEnv,
				JSON.stringify(endpoint.limits),
				JSON.stringify(endpoint.capabilities),
				endpoint.trusted,
				position,
			],
		);
}

/**
 * Notes what is called under the model's name from now on. Nothing happens when it is what was
 * called before; else the earlier entry of the history ends. True when there was a change.
 */
export async function noteServed(
	served: { id: string; modelId: string; fingerprint: string; settings: object },
	on: Queryable,
): Promise<boolean> {
	const { rowCount } = await on.query(
		`WITH current AS (
		   SELECT fingerprint FROM served_models WHERE model_id = $2 AND until_at IS NULL),
		 ended AS (
		   UPDATE served_models SET until_at = now()
		   WHERE model_id = $2 AND until_at IS NULL AND fingerprint <> $3)
		 INSERT INTO served_models (id, model_id, fingerprint, settings)
		 SELECT $1, $2, $3, $4 WHERE NOT EXISTS (SELECT 1 FROM current WHERE fingerprint = $3)`,
		[served.id, served.modelId, served.fingerprint, JSON.stringify(served.settings)],
	);
	return rowCount === 1;
}
