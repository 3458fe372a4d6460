import type { Actor } from "#lib/auth/actor.ts";
import type { Queryable } from "#lib/db/pool.ts";
import { systemClock } from "#lib/kernel/clock.ts";
import { uuidV7 } from "#lib/kernel/ids.ts";

/** One operator action: who (`user:…`, `key:…`, `system`), did what, to what. Append-only. */
export interface AuditEntry {
	actor: string;
	verb: string;
	/** `model:slug`, `voter:id`, `api-key:id`, `user:id` … */
	subject: string;
	data?: Record<string, unknown>;
}

/** Writes an audit row inside the transaction of the change it records. */
export async function writeAudit(on: Queryable, entry: AuditEntry): Promise<void> {
	await on.query(
		"INSERT INTO audits (id, actor, verb, subject, data) VALUES ($1, $2, $3, $4, $5)",
		[
			uuidV7(systemClock.nowMs()),
			entry.actor,
			entry.verb,
			entry.subject,
			JSON.stringify(entry.data ?? {}),
		],
	);
}

/** How an actor is named in the audit. */
export function auditName(actor: Actor): string {
	if (actor.userId !== null) return `user:${actor.userId}`;
	return actor.voterId === null ? "nobody" : `${actor.via}:${actor.voterId}`;
}
