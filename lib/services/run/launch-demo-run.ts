import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pool } from "#lib/db/pool.ts";
import { launchRun } from "./launch-run.ts";

/**
 * Launches the run of `examples/demo.yaml` once in the life of a database, for workers to play: house players only,
 * marked as simulated. Returns its slug, or null when it was launched before or there are no house players.
 */
export async function launchDemoRun(projectFolder: string): Promise<string | null> {
	const players = await pool().query(
		"SELECT 1 FROM models WHERE slug LIKE 'house-player-%' AND state = 'active' LIMIT 1",
	);
	if (players.rowCount === 0) return null;
	const marked = await pool().query(
		`INSERT INTO settings (key, value) SELECT 'demo-run', 'true' WHERE NOT EXISTS (SELECT 1 FROM runs) ON CONFLICT DO NOTHING`,
	);
	if (marked.rowCount !== 1) return null;
	const file = "examples/demo.yaml";
	const text = await readFile(join(projectFolder, file), "utf8");
	return (await launchRun({ text, file, createdBy: "first start" })).slug;
}
