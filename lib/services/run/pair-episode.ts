import type pg from "pg";
import { makeBattles, type PairedEpisode } from "./make-battles.ts";

/**
 * The common pool: makes battles of an episode and every finished one with an equal key and another model. Within a
 * run all; of other runs the newest of each model that the run does not play and that this one's model has not met with
 * this key: a run that is played again adds its own battles to the leaderboards, not one more for every run before it. Forks,
 * which count on none, meet all.
 * Runs in the transaction that finishes the episode, so an episode is in all its battles or not finished.
 */
export async function pairEpisode(
	client: pg.PoolClient,
	episode: Omit<PairedEpisode, "language" | "category">,
): Promise<void> {
	await lockPairing(client, episode.id);
	const { rows } = await client.query<PairedEpisode & { isFork: boolean }>(
		`SELECT o.id, o.parent_id IS NOT NULL AS "isFork", o.suite, o.version, o.seed, o.replicate, o.model_id AS "modelId", o.turns, o.metrics,
			o.language, o.category
		 FROM episodes me JOIN episodes o ON o.pairing_key = me.pairing_key AND o.model_id <> me.model_id AND o.state = 'finished'
		 WHERE me.id = $1 AND (o.run_id = me.run_id
			OR NOT EXISTS (SELECT 1 FROM run_cells c JOIN models m ON m.slug = c.model WHERE c.run_id = me.run_id AND m.id = o.model_id)
				AND NOT EXISTS (SELECT 1 FROM episodes n WHERE n.pairing_key = o.pairing_key AND n.model_id = o.model_id
					AND n.state = 'finished' AND (n.ended_at, n.id) > (o.ended_at, o.id))
				AND NOT EXISTS (SELECT 1 FROM episodes x JOIN battles b ON b.episode_a_id = x.id OR b.episode_b_id = x.id
					WHERE b.pairing_reason = 'equal-key' AND x.pairing_key = me.pairing_key AND x.model_id = me.model_id AND o.model_id IN (b.model_a_id, b.model_b_id)))`,
		[episode.id],
	);
	// The place of a fork is in its key, so those that it meets are all forks or none is.
	const isFork = rows.some((other) => other.isFork);
	await makeBattles(client, episode, rows, isFork ? "fork" : "equal-key");
}

/**
 * Until the transaction ends nobody else pairs or regrades episodes of this one's key: they follow one after the other,
 * so that of two that end together one sees the other, with the numbers that it has then.
 */
export async function lockPairing(client: pg.PoolClient, episodeId: string): Promise<void> {
	await client.query(
		`SELECT pg_advisory_xact_lock(hashtextextended('parley-pair ' || pairing_key, 0)) FROM episodes WHERE id = $1`,
		[episodeId],
	);
}
