import { vi } from "vitest";
import { config } from "#lib/config/config.ts";
import { pool } from "#lib/db/pool.ts";
import { houseDeclarations } from "#lib/models/declared/house-declarations.ts";
import { addModels } from "#lib/services/model/sync-registry.ts";
import { forkEpisode } from "#lib/services/run/fork-episode.ts";
import { launchRun } from "#lib/services/run/launch-run.ts";
import { startRunWorker } from "#lib/services/run/work-on-runs.ts";
import { adminActor } from "./actors.ts";

const rethrow = (error: unknown, what: string) => {
	throw new Error(what, { cause: error });
};

/** Plays a run to its end in this process. Returns its id. */
export async function playedRun(text: string): Promise<string> {
	await addModels(houseDeclarations());
	const { id } = await launchRun({ text, createdBy: "test" });
	await startRunWorker({ runId: id, atOnce: 4, onError: rethrow }).ended;
	return id;
}

/** Goes on with a conversation from a turn and plays it to its end. Returns the fork's id. */
export async function playedFork(parent: string, turn: number, model: string): Promise<string> {
	const slugs = await pool().query("SELECT slug FROM episodes WHERE id = $1", [parent]);
	const { slug } = await forkEpisode(adminActor, slugs.rows[0].slug, { turn, model });
	const worker = startRunWorker({ atOnce: 1, onError: rethrow });
	const { rows } = await vi.waitUntil(
		async () => {
			const found = await pool().query<{ id: string }>(
				"SELECT id FROM episodes WHERE slug = $1 AND ended_at IS NOT NULL",
				[slug],
			);
			return found.rowCount === 1 ? found : null;
		},
		{ timeout: 30_000 },
	);
	await worker.stop(config().PARLEY_STOP_GRACE_MS);
	return rows[0]?.id ?? "";
}

/** Adds a void attempt before a finished one, with the same log, as a worker leaves one behind. Returns its id. */
export async function addVoidAttempt(finished: string): Promise<string> {
	const { rows } = await pool().query<{ id: string }>(
		`INSERT INTO episodes (id, slug, run_id, cell_id, position, attempt, suite, version, seed, replicate, control, language, category,
		   model_id, drivers, pairing_key, state, void_reason, turns, steps, started_at, ended_at)
		 SELECT gen_random_uuid(), 'void-' || slug, run_id, cell_id, position, attempt + 1, suite, version, seed, replicate, control, language,
		   category, model_id, drivers, pairing_key, 'void', 'infrastructure-error', turns, steps, started_at, now() FROM episodes WHERE id = $1 RETURNING id`,
		[finished],
	);
	const id = rows[0]?.id ?? "";
	await pool().query(
		"INSERT INTO episode_events (episode_id, seq, kind, seat, turn, data, meta) SELECT $2, seq, kind, seat, turn, data, meta FROM episode_events WHERE episode_id = $1",
		[finished, id],
	);
	return id;
}
