import type { Origin } from "#lib/arena/outcome.ts";
import { pool } from "#lib/db/pool.ts";
import { type PublicSettings, publicSettings } from "#lib/models/declared/fingerprint.ts";
import { COUNTS_SQL } from "./judgement-scope.ts";
import { type BoardModel, CALL_FIGURES_SQL, PUBLIC_CALLS_SQL } from "./list-board-models.ts";

export type ModelPage = BoardModel & {
	family: string | null;
	description: string | null;
	contextTokens: number | null;
	inputModalities: string[];
	sampling: Record<string, unknown>;
	hasSystemPrefix: boolean;
	createdAt: string;
	/** What exactly was called under this name, newest first. */
	served: { fingerprint: string; settings: PublicSettings; from: string; until: string | null }[];
	/** What providers said they ran in revealed battles, with the number of calls, most first. */
	returnedModels: { name: string; calls: number }[];
	/** Why calls in revealed battles failed, by stable code, most first. */
	failures: { code: string; calls: number }[];
};

/** Facts, history and speed of one model; null for a slug nobody knows and for a draft. */
export async function describeModel(slug: string): Promise<ModelPage | null> {
	const { rows } = await pool().query(
		`SELECT m.id, m.slug, m.name, m.maker, m.kind, m.licence, m.open_weights AS "openWeights",
			m.price_input_usd AS "priceInputUsd", m.price_output_usd AS "priceOutputUsd", m.state,
			row_to_json(speed) AS speed, m.family, m.description, m.context_tokens AS "contextTokens",
			m.input_modalities AS "inputModalities", m.sampling, coalesce(m.system_prefix, '') <> '' AS "hasSystemPrefix",
			m.created_at AS "createdAt"
		FROM models m ${CALL_FIGURES_SQL}
		WHERE m.slug = $1 AND m.state <> 'draft'`,
		[slug],
	);
	const model = rows[0];
	if (model === undefined) return null;
	const { id, ...facts } = model;
	const [served, returned, failures] = await Promise.all([
		pool().query(
			`SELECT fingerprint, settings, from_at AS "from", until_at AS until FROM served_models
			WHERE model_id = $1 ORDER BY from_at DESC LIMIT 50`,
			[id],
		),
		pool().query<{ name: string; calls: number }>(
			`SELECT k.returned_model AS name, count(*) AS calls FROM ${PUBLIC_CALLS_SQL}
			WHERE k.model_id = $1 AND k.returned_model IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20`,
			[id],
		),
		pool().query<{ code: string; calls: number }>(
			`SELECT coalesce(k.error_code, 'unknown') AS code, count(*) AS calls FROM ${PUBLIC_CALLS_SQL}
			WHERE k.model_id = $1 AND k.state = 'failed' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20`,
			[id],
		),
	]);
	return {
		...facts,
		createdAt: model.createdAt.toISOString(),
		served: served.rows.map((row) => ({
			fingerprint: row.fingerprint,
			settings: publicSettings(row.settings),
			from: row.from.toISOString(),
			until: row.until?.toISOString() ?? null,
		})),
		returnedModels: returned.rows,
		failures: failures.rows,
	};
}

export type ModelReason = { reason: string; votes: number };

/** The reasons that counted votes of one origin gave about a model, most frequent first. */
export async function listReasons(slug: string, origin: Origin): Promise<ModelReason[]> {
	const { rows } = await pool().query<ModelReason>(
		`SELECT r.reason, count(*) AS votes
		FROM battles b JOIN judgements j ON j.battle_id = b.id JOIN voters v ON v.id = j.voter_id,
			models m, LATERAL unnest(CASE WHEN b.model_a_id = m.id THEN j.reasons_a ELSE j.reasons_b END) AS r(reason)
		WHERE m.slug = $1 AND m.id IN (b.model_a_id, b.model_b_id) AND b.origin = $2 AND j.kind = 'vote' AND ${COUNTS_SQL}
		GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20`,
		[slug, origin],
	);
	return rows;
}

export type Loss = {
	/** Link of the shared replay. */
	battleSlug: string;
	opponent: string;
	turns: number;
	language: string | null;
	categories: string[];
	at: string;
};

/** The newest counted losses of a model in battles that their owners chose to share. */
export async function listLosses(slug: string, origin: Origin, limit = 10): Promise<Loss[]> {
	const { rows } = await pool().query(
		`SELECT b.slug AS "battleSlug", o.slug AS opponent, b.turns_count AS turns, b.language, b.categories, j.created_at AS at
		FROM models m
		JOIN battles b ON m.id IN (b.model_a_id, b.model_b_id)
		JOIN models o ON o.id = CASE WHEN b.model_a_id = m.id THEN b.model_b_id ELSE b.model_a_id END
		JOIN judgements j ON j.battle_id = b.id JOIN voters v ON v.id = j.voter_id
		WHERE m.slug = $1 AND b.is_shared AND b.origin = $2 AND j.kind = 'vote' AND ${COUNTS_SQL}
			AND j.outcome = CASE WHEN b.model_a_id = m.id THEN 'b' ELSE 'a' END
		ORDER BY j.created_at DESC LIMIT $3`,
		[slug, origin, limit],
	);
	return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
