import { pool } from "#lib/db/pool.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import type { EpisodeSetup } from "#lib/simulation/episode/state.ts";
import { setupFor } from "./episode-setup.ts";
import { storedDriversSchema } from "./stored-driver.ts";

/** The setup that an episode was played with, from its row. Throws `episode-not-found` (404). */
export async function forkedSetup(episodeId: string): Promise<EpisodeSetup> {
	const { rows } = await pool().query(
		`SELECT e.suite, e.version, e.seed, e.control, e.language, e.replicate, m.slug AS model, e.drivers
		 FROM episodes e JOIN models m ON m.id = e.model_id WHERE e.id = $1`,
		[episodeId],
	);
	const [row] = rows;
	if (row === undefined)
		throw new AppError("episode-not-found", "There is no such conversation.", { status: 404 });
	return setupFor({ ...row, others: storedDriversSchema.parse(row.drivers) });
}
