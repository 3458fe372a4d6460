import { pool } from "#lib/db/pool.ts";
import type { Suite } from "#lib/simulation/suite.ts";
import { findKnownSuite, knowSuites } from "./known-suite.ts";

/** What a run plays: slugs of its suites and models, and those suites that this instance still knows. */
export async function listRunCells(
	runId: string,
): Promise<{ slugs: string[]; models: string[]; suites: Suite[] }> {
	const { rows } = await pool().query<{ suite: string; version: string; model: string }>(
		"SELECT suite, version, model FROM run_cells WHERE run_id = $1 ORDER BY position",
		[runId],
	);
	await knowSuites(rows);
	const suites = rows.flatMap(({ suite, version }) => findKnownSuite(suite, version) ?? []);
	return {
		slugs: [...new Set(rows.map(({ suite }) => suite))],
		models: [...new Set(rows.map(({ model }) => model))],
		suites: [...new Set(suites)],
	};
}
