import { createHash } from "node:crypto";
import type { Queryable } from "#lib/db/pool.ts";

/**
 * The row in the table of voters that stands for a judge which is no person: `check:<suite>`, `jury:<lens>`. Its id is
 * made of the name, so every process means the same one.
 */
export async function ensureJudge(on: Queryable, name: string): Promise<string> {
	const hex = createHash("sha256").update(`judge ${name}`).digest("hex");
	const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
	await on.query(
		"INSERT INTO voters (id, is_scripted, judge) VALUES ($1, true, $2) ON CONFLICT (id) DO NOTHING",
		[id, name],
	);
	return id;
}
