import { createHash } from "node:crypto";
import type pg from "pg";
import { randomSlug, uuidV7 } from "#lib/kernel/ids.ts";
import { seedOf } from "#lib/kernel/random.ts";
import { announceVotesChanged } from "#lib/services/ranking/mark-stale.ts";
import { runtime } from "#lib/services/runtime.ts";
import { compareGrades } from "#lib/simulation/compare.ts";
import { findSuite } from "#lib/simulation/suites/catalogue.ts";
import { ensureJudge } from "./judge-voter.ts";

/** A finished episode as pairing needs it. */
export interface PairedEpisode {
	id: string;
	runId: string | null;
	suite: string;
	version: string;
	seed: number;
	replicate: number;
	modelId: string;
	turns: number;
	metrics: Readonly<Record<string, number | null>>;
}

type Other = PairedEpisode & { language: string; category: string };

/** The version of the rule that makes a programmatic verdict of two grades. */
export const VERDICT_VERSION = "1.0.0";

/**
 * The common pool: makes battles of an episode and every finished one with an equal key and another model. Within a
 * run all; of other runs the newest of each model that the run does not play. Runs in the transaction that finishes
 * the episode, so an episode is in all its battles or not finished.
 */
export async function pairEpisode(client: pg.PoolClient, episode: PairedEpisode): Promise<void> {
	// Episodes of one key finish one after the other here, so that of two that end together one sees the other.
	await client.query(
		`SELECT pg_advisory_xact_lock(hashtextextended('parley-pair ' || pairing_key, 0)) FROM episodes WHERE id = $1`,
		[episode.id],
	);
	const { rows } = await client.query<Other>(
		`SELECT o.id, o.run_id AS "runId", o.suite, o.version, o.seed, o.replicate, o.model_id AS "modelId", o.turns, o.metrics,
			o.language, o.category
		 FROM episodes me JOIN episodes o ON o.pairing_key = me.pairing_key AND o.model_id <> me.model_id AND o.state = 'finished'
		 WHERE me.id = $1 AND (o.run_id = me.run_id
			OR NOT EXISTS (SELECT 1 FROM run_cells c JOIN models m ON m.slug = c.model WHERE c.run_id = me.run_id AND m.id = o.model_id)
				AND NOT EXISTS (SELECT 1 FROM episodes n WHERE n.pairing_key = o.pairing_key AND n.model_id = o.model_id
					AND n.state = 'finished' AND (n.ended_at, n.id) > (o.ended_at, o.id)))`,
		[episode.id],
	);
	if (rows.length > 0) await makeBattles(client, episode, rows, "equal-key");
}

/**
 * Makes battles of an episode and others, with the programmatic verdict on each. A pair that is a battle already stays
 * what it is.
 */
export async function makeBattles(
	client: pg.PoolClient,
	episode: PairedEpisode,
	others: readonly Other[],
	reason: "equal-key" | "by-hand",
): Promise<void> {
	const suite = findSuite(episode.suite);
	const judgeId = await ensureJudge(client, `check:${episode.suite}`);
	const nowMs = runtime().clock.nowMs();
	const battles = others.map((other) => {
		const [a, b] = inSlots(episode, other);
		const compared = suite === undefined ? null : compareGrades(suite, a, b);
		return {
			id: uuidV7(nowMs),
			slug: randomSlug(),
			owner: judgeId,
			language: other.language,
			category: other.suite,
			categories: [other.suite, `${other.suite}-${other.category}`],
			model_a: a.modelId,
			model_b: b.modelId,
			episode_a: a.id,
			episode_b: b.id,
			reason,
			turns: Math.max(1, a.turns, b.turns),
			side: seedOf(a.id) % 2 === 0 ? "left" : "right",
			judgement: uuidV7(nowMs),
			receipt: randomSlug(),
			outcome: compared?.kind === "scored" ? compared.outcome : null,
			group: groupId(other),
			provenance: {
				rule: VERDICT_VERSION,
				suite: other.suite,
				version: other.version,
				...compared,
			},
		};
	});
	const { rows } = await client.query<{ id: string }>(
		`WITH r AS (SELECT * FROM jsonb_to_recordset($1) AS r(id uuid, slug text, owner uuid, language text, category text, categories text[],
			model_a uuid, model_b uuid, episode_a uuid, episode_b uuid, reason text, turns int, side text, judgement uuid,
			receipt text, outcome text, "group" uuid, provenance jsonb)),
		made AS (
			INSERT INTO battles (id, slug, owner_voter_id, origin, mode, state, category, language, categories, model_a_id, model_b_id,
				side_of_a, pairing_reason, display_policy, turns_count, scripted_by, episode_a_id, episode_b_id, revealed_at)
			SELECT id, slug, owner, 'simulated', 'named', 'decided', category, language, categories, model_a, model_b, side, reason,
				'both-complete', turns, 'simulation', episode_a, episode_b, now() FROM r
			ON CONFLICT (episode_a_id, episode_b_id) DO NOTHING RETURNING id)
		INSERT INTO judgements (id, battle_id, scope, turn, kind, voter_id, outcome, left_slot, exclusions, receipt, turns_count, group_id, provenance)
		SELECT r.judgement, r.id, 'battle', 0, 'check', r.owner, r.outcome, 'a', '{}', r.receipt, r.turns, r."group", r.provenance
		FROM r JOIN made ON made.id = r.id WHERE r.outcome IS NOT NULL
		RETURNING battle_id AS id`,
		[JSON.stringify(battles)],
	);
	const [first] = rows;
	// All are of one origin and language: the first one names their leaderboards.
	if (first !== undefined) await announceVotesChanged(client, { battleId: first.id }, nowMs);
}

/** Slots by chance that depends on the two alone, so that the same pair is the same battle whoever comes first. */
function inSlots<T extends { id: string }>(one: T, other: T): [T, T] {
	const [low, high] = one.id < other.id ? [one, other] : [other, one];
	return seedOf(`${low.id}|${high.id}`) % 2 === 0 ? [low, high] : [high, low];
}

/** What errors hang together by: one scenario is met by all models. A UUID made of it. */
function groupId({
	suite,
	version,
	seed,
}: Pick<PairedEpisode, "suite" | "version" | "seed">): string {
	const hex = createHash("sha256").update(`${suite}|${version}|${seed}`).digest("hex");
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
