import { pool } from "#lib/db/pool.ts";
import { AppError } from "#lib/kernel/app-error.ts";

/**
 * SQL that chooses what is exported. `table` is where the rows come from, seen as `x` from there on; `at` is the
 * column that orders them, with their `id`: when a row became one that can be handed out, so that whoever goes on
 * after a row misses none. `range` holds the conditions on it, `counted` the same for counting what is left out; `joins`
 * adds other tables; `where` is what was asked for; `reason` says why a row that was asked for is left out anyway, and
 * `kept` otherwise. `size` says how much text a row brings, in turns or steps. The first of `values` is the export's time.
 */
export interface Selection {
	table: string;
	at: string;
	range: string;
	counted: string;
	joins: string;
	where: string;
	reason: string;
	size: string;
	values: unknown[];
}

/** A place in the order of time and id. */
export interface Place {
	at: Date;
	id: string;
}

/** Where a row of a selection stands. Throws `cursor-unknown` (422). */
export async function placeOf({ at, table }: Selection, id: string): Promise<Place> {
	const { rows } = await pool().query<Place>(
		`SELECT ${at} AS at, x.id FROM ${table} x WHERE x.id = $1 AND ${at} IS NOT NULL`,
		[id],
	);
	if (rows[0] === undefined)
		throw new AppError(
			"cursor-unknown",
			"`after` must be the id of a row of the same format, as an earlier export gave it.",
			{ status: 422 },
		);
	return rows[0];
}

/** What was asked for and is left out, by reason; a query over the whole selection. */
export async function countLeftOut(selection: Selection): Promise<Record<string, number>> {
	const { rows } = await pool().query<{ reason: string; count: number }>(
		`SELECT reason, count(*) AS count
		 FROM (SELECT ${selection.reason} AS reason FROM ${selection.table} x ${selection.joins} WHERE ${selection.counted} AND ${selection.where}) AS judged
		 WHERE reason <> 'kept' GROUP BY reason ORDER BY reason`,
		selection.values,
	);
	return Object.fromEntries(rows.map(({ reason, count }) => [reason, count]));
}

/** Throws `model-unknown` (422). */
export async function requireModel(slug: string): Promise<void> {
	const { rowCount } = await pool().query("SELECT 1 FROM models WHERE slug = $1", [slug]);
	if (rowCount === 0)
		throw new AppError("model-unknown", "There is no model with this slug.", {
			status: 422,
		});
}
