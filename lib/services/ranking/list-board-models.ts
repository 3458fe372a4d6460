import { pool } from "#lib/db/pool.ts";

/** What a leaderboard shows of a model beside its rating. */
export type BoardModel = {
	slug: string;
	name: string;
	maker: string;
	kind: "language-model" | "program";
	licence: string | null;
	openWeights: boolean;
	/** US dollars per million tokens; null when unknown. */
	priceInputUsd: number | null;
	priceOutputUsd: number | null;
	state: "draft" | "active" | "paused" | "retired";
	/** Whether people's blind battles may draw it. */
	isDrawn: boolean;
	speed: CallFigures;
};

/** Figures of a model's newest calls in revealed battles. Null without calls that say. */
export type CallFigures = {
	/** Calls looked at: the newest, at most CALLS_MAX. */
	calls: number;
	firstTokenMs: number | null;
	tokensPerSecond: number | null;
	/** Share of finished calls that failed; calls that a voter stopped count as neither. */
	failureShare: number | null;
};

const CALLS_MAX = 1000;
const KEPT_MS = 10_000;
let kept: { until: number; models: Promise<BoardModel[]> } | undefined;

/**
 * SQL for the calls `k` that public figures may speak of: those of revealed battles. One call more of
 * a battle that still runs would name its two models to the voter, who knows when they asked.
 * Scripted battles are left out too: house models answer those without their pace, so they would say
 * nothing about the speed that people meet.
 */
export const PUBLIC_CALLS_SQL = `calls k JOIN battles b ON b.id = k.battle_id
	AND b.revealed_at IS NOT NULL AND b.scripted_by IS NULL AND k.purpose = 'reply'`;

/** SQL for the figures of the model `m`, as the columns of `speed`. Reads an index, not all calls. */
export const CALL_FIGURES_SQL = `LEFT JOIN LATERAL (
	SELECT count(*) AS calls,
		percentile_cont(0.5) WITHIN GROUP (ORDER BY c.first_token_ms) FILTER (WHERE c.state = 'ok') AS "firstTokenMs",
		percentile_cont(0.5) WITHIN GROUP (ORDER BY c.tokens_out / ((c.duration_ms - c.first_token_ms) / 1000))
			FILTER (WHERE c.state = 'ok' AND c.tokens_out > 1 AND c.duration_ms > c.first_token_ms) AS "tokensPerSecond",
		count(*) FILTER (WHERE c.state = 'failed')::float8
			/ nullif(count(*) FILTER (WHERE c.state IN ('ok', 'failed')), 0) AS "failureShare"
	FROM (SELECT k.* FROM ${PUBLIC_CALLS_SQL} WHERE k.model_id = m.id
		ORDER BY k.started_at DESC LIMIT ${CALLS_MAX}) c
) speed ON true`;

/** All models but drafts, by slug. At most KEPT_MS old: every reader of the page asks for it. */
export function listBoardModels(nowMs: number): Promise<BoardModel[]> {
	if (kept !== undefined && kept.until > nowMs) return kept.models;
	const models = pool()
		.query<BoardModel>(
			`SELECT m.slug, m.name, m.maker, m.kind, m.licence, m.open_weights AS "openWeights",
				m.price_input_usd AS "priceInputUsd", m.price_output_usd AS "priceOutputUsd", m.state,
				m.blind_eligible AND m.source <> 'run' AS "isDrawn", row_to_json(speed) AS speed
			FROM models m ${CALL_FIGURES_SQL}
			WHERE m.state <> 'draft' ORDER BY m.slug`,
		)
		.then(({ rows }) => rows);
	kept = { until: nowMs + KEPT_MS, models };
	models.catch(() => {
		kept = undefined;
	});
	return models;
}
