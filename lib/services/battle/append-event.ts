import { pool, type Queryable } from "#lib/db/pool.ts";

/**
 * Appends to a conversation's log. The next number is taken by the insert itself; a second writer of
 * the same moment waits for the first on the primary key and is given the number after it.
 */
export async function appendEvent(
	conversationId: string,
	kind: string,
	data: Record<string, unknown>,
	on: Queryable = pool(),
): Promise<void> {
	await on.query(
		`INSERT INTO events (conversation_id, seq, kind, data)
		 SELECT $1, coalesce(max(seq), 0) + 1, $2, $3 FROM events WHERE conversation_id = $1`,
		[conversationId, kind, JSON.stringify(data)],
	);
}
