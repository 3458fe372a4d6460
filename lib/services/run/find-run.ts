import { pool } from "#lib/db/pool.ts";
import { runNotFound } from "./change-run.ts";

export interface FoundRun {
	id: string;
	slug: string;
	name: string;
	state: string;
	createdAt: string;
	/** As it was handed in. */
	yaml: string;
}

/** A run's own row, by its id or slug. Throws `run-not-found` (404). */
export async function findRun(idOrSlug: string): Promise<FoundRun> {
	const { rows } = await pool().query<Omit<FoundRun, "createdAt"> & { createdAt: Date }>(
		`SELECT id, slug, name, state, created_at AS "createdAt", yaml FROM runs WHERE id::text = $1 OR slug = $1`,
		[idOrSlug],
	);
	const [row] = rows;
	if (row === undefined) throw runNotFound();
	return { ...row, createdAt: row.createdAt.toISOString() };
}
