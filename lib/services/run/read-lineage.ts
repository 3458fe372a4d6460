import { pool } from "#lib/db/pool.ts";
import type { Fork } from "#lib/simulation/episode/follow-log.ts";
import type { EpisodeSetup } from "#lib/simulation/episode/state.ts";
import { setupFor } from "./episode-setup.ts";
import { storedDriversSchema } from "./stored-driver.ts";

/** What an episode's log is gone through with: `replayEpisode(setup, events, forks)`. */
export interface Lineage {
	/** Of the first conversation, from which all others were forked. */
	setup: EpisodeSetup;
	/** The forks in the log, oldest first; none when nothing was forked. */
	forks: Fork[];
}

/**
 * The conversations that an episode was forked from, one from another, as its log goes through them: each is cut later
 * than the one before (see forkEpisode). `own` is its own setup, which is the whole lineage of one that is no fork. Throws `suite-changed` (409) when today's suite is not the one
 * that one of them was played with.
 */
export async function readLineage(
	episode: { id: string; parentId: string | null },
	own: EpisodeSetup,
): Promise<Lineage> {
	if (episode.parentId === null) return { setup: own, forks: [] };
	const { rows } = await pool().query(
		`WITH RECURSIVE line AS (
			SELECT id, parent_id, 0 AS depth FROM episodes WHERE id = $1
			UNION ALL SELECT e.id, e.parent_id, line.depth + 1 FROM line JOIN episodes e ON e.id = line.parent_id)
		 SELECT e.suite, e.version, e.seed, e.control, e.language, e.replicate, m.slug AS model, e.drivers
		 FROM line JOIN episodes e ON e.id = line.id JOIN models m ON m.id = e.model_id ORDER BY line.depth DESC`,
		[episode.id],
	);
	const [setup = own, ...forks] = rows.map((row) =>
		setupFor({ ...row, others: storedDriversSchema.parse(row.drivers) }),
	);
	return { setup, forks };
}
