import type { EpisodePair } from "#lib/datasets/episode-record.ts";
import { pool } from "#lib/db/pool.ts";
import type { EpisodeReading } from "./read-episodes.ts";
import { readPairs } from "./read-pairs.ts";
import type { Selection } from "./selection.ts";

/** The conversation that both sides of a pair begin with; null when they have none in common. */
const rootOf = ({ a, b }: EpisodePair): string | null => (a.fork ?? b.fork)?.parentId ?? null;

/**
 * The pairs that rows of a tree may hang from, wherever in the export they are: those of the same selection between a
 * conversation and its forks. So a row has the same parent whatever page it is on, and what it hangs from is in the whole
 * file. Memory grows with the forks of one conversation.
 */
export async function readTreesAbove(
	selection: Selection,
	pairs: readonly EpisodePair[],
	reading: EpisodeReading,
): Promise<(pair: EpisodePair) => readonly EpisodePair[]> {
	const roots = [...new Set(pairs.map(rootOf).filter((root) => root !== null))];
	if (roots.length === 0) return () => [];
	const { rows } = await pool().query<{ id: string }>(
		`SELECT x.id FROM ${selection.table} x ${selection.joins}
		 WHERE ${selection.range} AND ${selection.where} AND ${selection.reason} = 'kept' AND x.id = ANY ($${selection.values.length + 1}::uuid[])
		 ORDER BY ${selection.at}, x.id`,
		[...selection.values, await readCandidates(roots)],
	);
	const read = await readPairs(
		rows.map(({ id }) => id),
		reading,
	);
	const byRoot = Map.groupBy(
		read.filter((pair): pair is EpisodePair => !("leftOut" in pair)),
		rootOf,
	);
	return (pair) => byRoot.get(rootOf(pair)) ?? [];
}

/** Forks of these conversations, and judgements on battles of one and its fork. */
async function readCandidates(roots: readonly string[]): Promise<string[]> {
	const { rows } = await pool().query<{ id: string }>(
		`SELECT id FROM episodes WHERE parent_id = ANY ($1::uuid[])
		 UNION ALL SELECT j.id FROM episodes f JOIN battles b ON (b.episode_a_id, b.episode_b_id) IN ((f.id, f.parent_id), (f.parent_id, f.id))
			JOIN judgements j ON j.battle_id = b.id WHERE f.parent_id = ANY ($1::uuid[])`,
		[roots],
	);
	return rows.map(({ id }) => id);
}
