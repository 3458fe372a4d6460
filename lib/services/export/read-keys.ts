import { pool } from "#lib/db/pool.ts";
import type { Place, Selection } from "./selection.ts";

/** Ids of rows to be exported, together small enough to be held in memory. */
export type Keys = string[];

/** Rows looked at in one query, wanted or not: what a query costs is bounded by this. */
const SCANNED_ROWS = 2000;
/** A group of keys ends after this many rows … */
const GROUP_ROWS = 500;
/** … or before the row with which it would hold more turns than this: texts are what fills memory. */
const GROUP_TURNS = 1500;

/**
 * The ids of a selection's rows after a place, in the order of time and id, in groups. Walks the
 * index on time and id in bounded steps, so that no plan can turn into a sort of everything.
 */
export async function* readKeys(
	selection: Selection,
	after: Place | null,
): AsyncGenerator<Keys, void, undefined> {
	let place = after;
	for (;;) {
		const { rows } = await pool().query<{
			id: string;
			at: Date;
			turns: number;
			kept: boolean;
		}>(...scan(selection, place));
		const last = rows.at(-1);
		if (last === undefined) return;
		place = { at: last.at, id: last.id };
		let group: Keys = [];
		let turns = 0;
		for (const row of rows) {
			if (!row.kept) continue;
			turns += row.turns;
			if (group.length === GROUP_ROWS || (group.length > 0 && turns > GROUP_TURNS)) {
				yield group;
				group = [];
				turns = row.turns;
			}
			group.push(row.id);
		}
		if (group.length > 0) yield group;
	}
}

/** The rows kept among the next SCANNED_ROWS, and the last of those, kept or not. */
function scan(selection: Selection, place: Place | null): [string, unknown[]] {
	const values = [...selection.values];
	const bind = (value: unknown) => `$${values.push(value)}`;
	const bound =
		place === null
			? ""
			: `AND (${selection.at}, x.id) > (${bind(place.at)}::timestamptz, ${bind(place.id)}::uuid)`;
	return [
		`WITH scanned AS MATERIALIZED (
			SELECT x.* FROM ${selection.table} x WHERE ${selection.range} ${bound}
			ORDER BY ${selection.at}, x.id LIMIT ${SCANNED_ROWS}
		), judged AS (
			SELECT x.id, ${selection.at} AS at, ${selection.size} AS turns,
			  ${selection.where} AND ${selection.reason} = 'kept' AS kept
			FROM scanned x ${selection.joins}
		)
		SELECT * FROM judged
		WHERE kept OR id = (SELECT x.id FROM scanned x ORDER BY ${selection.at} DESC, x.id DESC LIMIT 1)
		ORDER BY at, id`,
		values,
	];
}
