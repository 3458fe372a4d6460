import type { EpisodePair } from "#lib/datasets/episode-record.ts";
import { pool } from "#lib/db/pool.ts";
import type { EpisodeReading } from "./read-episodes.ts";
import { readPairs } from "./read-pairs.ts";
import type { Selection } from "./selection.ts";

/** A conversation of the tree that a pair is in; null when neither was forked. */
const forkedFrom = ({ a, b }: EpisodePair): string | null => (a.fork ?? b.fork)?.parentId ?? null;

/**
 * The pairs that rows of a tree may hang from, wherever in the export they are: those of the same selection between a
 * conversation, its forks, and theirs. So a row has the same parent whatever page it is on, and what it hangs from is in
 * the whole file. Memory grows with the forks of one conversation.
 */
export async function readTreesAbove(
	selection: Selection,
	pairs: readonly EpisodePair[],
	reading: EpisodeReading,
): Promise<(pair: EpisodePair) => readonly EpisodePair[]> {
	const parents = [...new Set(pairs.map(forkedFrom).filter((id) => id !== null))];
	if (parents.length === 0) return () => [];
	const roots = await readRoots(parents);
	const rootOf = (pair: EpisodePair) => roots.get(forkedFrom(pair) ?? "") ?? null;
	const { rows } = await pool().query<{ id: string }>(
		`SELECT x.id FROM ${selection.table} x ${selection.joins}
		 WHERE ${selection.range} AND ${selection.where} AND ${selection.reason} = 'kept' AND x.id = ANY ($${selection.values.length + 1}::uuid[])
		 ORDER BY ${selection.at}, x.id`,
		[...selection.values, await readCandidates([...roots.keys()])],
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

/** Every conversation of the trees that these are in, with the one from which all others of its tree were forked. */
async function readRoots(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
	const { rows } = await pool().query<{ root: string; id: string }>(
		`WITH RECURSIVE up AS (
			SELECT id, parent_id FROM episodes WHERE id = ANY ($1::uuid[])
			UNION SELECT e.id, e.parent_id FROM up JOIN episodes e ON e.id = up.parent_id),
		 down AS (
			SELECT id AS root, id FROM up WHERE parent_id IS NULL
			UNION ALL SELECT down.root, e.id FROM down JOIN episodes e ON e.parent_id = down.id)
		 SELECT root, id FROM down`,
		[ids],
	);
	return new Map(rows.map(({ root, id }) => [id, root]));
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
