import { createHash } from "node:crypto";
import type pg from "pg";
import type { ExclusionReason } from "#lib/arena/battle.ts";
import { randomSlug, uuidV7 } from "#lib/kernel/ids.ts";
import { seedOf } from "#lib/kernel/random.ts";
import { announceVotesChanged } from "#lib/services/ranking/mark-stale.ts";
import { runtime } from "#lib/services/runtime.ts";
import { ensureJudge } from "./judge-voter.ts";
import { programVerdict } from "./program-verdict.ts";

/** A finished episode as pairing needs it. */
export interface PairedEpisode {
	id: string;
	suite: string;
	version: string;
	seed: number;
	language: string;
	category: string;
	modelId: string;
	turns: number;
	metrics: Readonly<Record<string, number | null>>;
}

/**
 * How two conversations came together: by the common pool, by the pool as forks of one place, or by hand. Somebody chose
 * which ones the last two are.
 */
export type PairingReason = "equal-key" | "fork" | "by-hand";

/** What somebody chose is kept and exported, and left out of the leaderboards: choosing could favour a model. */
export const exclusionsOf = (reason: PairingReason): ExclusionReason[] =>
	reason === "equal-key" ? [] : ["chosen-pair"];

/**
 * Makes battles of an episode and others of the same scenario, with the programmatic verdict on each. A pair that is a
 * battle already stays what it is. Returns the ids of the new ones.
 */
export async function makeBattles(
	client: pg.PoolClient,
	episode: Omit<PairedEpisode, "language" | "category">,
	others: readonly PairedEpisode[],
	reason: PairingReason,
): Promise<string[]> {
	if (others.length === 0) return [];
	const owner = await ensureJudge(client, `check:${episode.suite}`);
	const nowMs = runtime().clock.nowMs();
	const rows = others.map((other) => ({
		...battleRow(episode, other, nowMs),
		owner,
		reason,
		exclusions: exclusionsOf(reason),
	}));
	const made = await client.query<{ id: string }>(
		`WITH r AS (SELECT * FROM jsonb_to_recordset($1) AS r(id uuid, slug text, owner uuid, language text, category text, categories text[],
			model_a uuid, model_b uuid, episode_a uuid, episode_b uuid, reason text, turns int, side text, judgement uuid,
			receipt text, outcome text, exclusions text[], "group" uuid, provenance jsonb)),
		made AS (
			INSERT INTO battles (id, slug, owner_voter_id, origin, mode, state, category, language, categories, model_a_id, model_b_id,
				side_of_a, pairing_reason, display_policy, turns_count, scripted_by, episode_a_id, episode_b_id, revealed_at)
			SELECT id, slug, owner, 'simulated', 'named', 'decided', category, language, categories, model_a, model_b, side, reason,
				'both-complete', turns, 'simulation', episode_a, episode_b, now() FROM r
			ON CONFLICT (episode_a_id, episode_b_id) DO NOTHING RETURNING id),
		judged AS (
			INSERT INTO judgements (id, battle_id, scope, turn, kind, voter_id, outcome, left_slot, exclusions, receipt, turns_count, group_id, provenance)
			SELECT r.judgement, r.id, 'battle', 0, 'check', r.owner, r.outcome, 'a', r.exclusions, r.receipt, r.turns, r."group", r.provenance
			FROM r JOIN made ON made.id = r.id WHERE r.outcome IS NOT NULL)
		SELECT id FROM made`,
		[JSON.stringify(rows)],
	);
	const [first] = made.rows;
	// All are of one origin and language: the first one names their leaderboards.
	if (first !== undefined) await announceVotesChanged(client, { battleId: first.id }, nowMs);
	return made.rows.map(({ id }) => id);
}

function battleRow(
	episode: Omit<PairedEpisode, "language" | "category">,
	other: PairedEpisode,
	nowMs: number,
) {
	const [a, b] = inSlots(episode, other);
	const { outcome, provenance } = programVerdict(other, a.metrics, b.metrics);
	return {
		id: uuidV7(nowMs),
		slug: randomSlug(),
		language: other.language,
		category: other.suite,
		categories: [other.suite, `${other.suite}-${other.category}`],
		model_a: a.modelId,
		model_b: b.modelId,
		episode_a: a.id,
		episode_b: b.id,
		turns: Math.max(1, a.turns, b.turns),
		side: seedOf(a.id) % 2 === 0 ? "left" : "right",
		judgement: uuidV7(nowMs),
		receipt: randomSlug(),
		outcome,
		group: scenarioGroup(other),
		provenance,
	};
}

/** Slots by chance that depends on the two alone, so that the same pair is the same battle whoever comes first. */
function inSlots<T extends { id: string }>(one: T, other: T): [T, T] {
	const [low, high] = one.id < other.id ? [one, other] : [other, one];
	return seedOf(`${low.id}|${high.id}`) % 2 === 0 ? [low, high] : [high, low];
}

/** What errors hang together by: one scenario is met by all models. A UUID made of it. */
export function scenarioGroup({
	suite,
	version,
	seed,
}: Pick<PairedEpisode, "suite" | "version" | "seed">): string {
	const hex = createHash("sha256").update(`${suite}|${version}|${seed}`).digest("hex");
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
