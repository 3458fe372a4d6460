import type { Actor } from "#lib/auth/actor.ts";
import { pool } from "#lib/db/pool.ts";
import { isUuid } from "#lib/kernel/ids.ts";
import { assertAdmin } from "./assert-admin.ts";

export interface AuditRow {
	id: string;
	at: Date;
	actor: string;
	verb: string;
	subject: string;
	data: Record<string, unknown>;
}

const PAGE_ROWS = 100;

/** Operator actions, newest first, 100 at a time; `before` is the id of the last row seen. */
export async function listAudit(
	actor: Actor,
	before?: string,
): Promise<{ rows: AuditRow[]; next: string | null }> {
	assertAdmin(actor);
	const cursor = before !== undefined && isUuid(before) ? before : null;
	const { rows } = await pool().query<AuditRow>(
		`SELECT id, at, actor, verb, subject, data FROM audits
		 WHERE $1::uuid IS NULL OR (at, id) < (SELECT at, id FROM audits WHERE id = $1)
		 ORDER BY at DESC, id DESC LIMIT ${PAGE_ROWS + 1}`,
		[cursor],
	);
	const shown = rows.slice(0, PAGE_ROWS);
	return { rows: shown, next: rows.length > PAGE_ROWS ? (shown.at(-1)?.id ?? null) : null };
}
